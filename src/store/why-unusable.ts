import { codeOf } from '../errors/error-code.ts'
import { describeFileError } from '../errors/file-error.ts'
import { DatabaseUnusable } from './database.ts'

/** Codes of SQLite, PostgreSQL and the operating system, and what each means to whoever starts the server. */
const SENTENCES: Record<string, string> = {
  SQLITE_READONLY: 'is read-only',
  EROFS: 'is read-only',
  '25006': 'is read-only',
  SQLITE_CANTOPEN: 'cannot be opened: its folder may not be writable',
  EACCES: 'cannot be opened: permission denied',
  EPERM: 'cannot be opened: permission denied',
  ENOENT: 'cannot be opened: its folder does not exist',
  ENOTDIR: 'cannot be opened: a part of its path is not a folder',
  EEXIST: 'cannot be opened: a part of its path is not a folder',
  SQLITE_NOTADB: 'is not a SQLite database',
  SQLITE_CORRUPT: 'is damaged',
  SQLITE_FULL: 'cannot grow: the disk is full',
  EISDIR: 'cannot be used: a certificate that its URL names is a folder',
  ECONNREFUSED: 'cannot be reached: nothing listens there',
  ENOTFOUND: 'cannot be reached: there is no such host',
  EAI_AGAIN: 'cannot be reached: its host name cannot be resolved',
  ETIMEDOUT: 'cannot be reached: it does not answer',
  EHOSTUNREACH: 'cannot be reached: there is no route to it',
  ECONNRESET: 'cannot be reached: it closed the connection',
  '28P01': 'refuses the password',
  '28000': 'refuses the user',
  '3D000': 'does not exist on that server',
  '42501': 'does not allow this user to create tables',
  '57P03': 'cannot be reached: it is starting or stopping',
  '53300': 'cannot be reached: it has no connection left',
}

/** Says in one sentence why a database cannot be opened, without the password in its URL. */
export function whyUnusable(url: string, error: unknown): DatabaseUnusable {
  const sentence = isUrl(url) ? `${describeDatabase(url)} ${reason(error)}.` : NO_URL
  return new DatabaseUnusable(sentence, { cause: error })
}

/** A database by its address, without the password. */
export function describeDatabase(url: string): string {
  return isUrl(url) ? `The database ${withoutPassword(url)}` : 'The database'
}

function reason(error: unknown): string {
  const code = firstCodeOf(error)
  if (isOfFile(error)) return `cannot be used: ${error.path} cannot be read (${describeFileError(error)})`
  // SQLite's codes have kinds: SQLITE_READONLY_DIRECTORY.
  const known = SENTENCES[code] ?? SENTENCES[code.split('_', 2).join('_')]
  if (known) return known
  const message = error instanceof Error ? error.message : String(error)
  if (/timeout/i.test(message)) return 'cannot be reached: it does not answer'
  if (/^Connection terminated/.test(message)) return 'cannot be reached: it closed the connection'
  return `cannot be used: ${message}`
}

/** The URL may also name files, such as `sslrootcert`. */
function isOfFile(error: unknown): error is Error & { path: string } {
  return error instanceof Error && 'path' in error && 'syscall' in error && error.syscall === 'open'
}

function firstCodeOf(error: unknown): string {
  // Of a host with several addresses (IPv6, IPv4) there is an error for each.
  return error instanceof AggregateError ? firstCodeOf(error.errors[0]) : codeOf(error)
}

/** A URL that cannot be parsed is not shown, because it may contain the password anywhere. */
const NO_URL =
  'The database has no valid URL. In its user name and password, write / as %2F, @ as %40, : as %3A and # as %23.'

function isUrl(url: string): boolean {
  return url.startsWith('file:') || URL.canParse(url)
}

function withoutPassword(url: string): string {
  if (url.startsWith('file:')) return url
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
