import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../../store/database.ts'
import { choosePassword, findAccount, findByLink, putAccount } from '../../store/desk-accounts.ts'
import { AttemptLimit } from './attempt-limit.ts'
import { hashPassword, isRightPassword, passwordFault } from './passwords.ts'

const LINK_LASTS_MS = 24 * 3_600_000
const NAME = /^[a-z0-9][a-z0-9._@-]{0,39}$/

/** An account's name as it is kept; undefined for what cannot be one. */
export function accountName(text: string): string | undefined {
  const name = text.trim().toLowerCase()
  return NAME.test(name) ? name : undefined
}

/** What only its hash is kept of: a link or a session's id. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Adds an account and returns the path of its link, which is good for a day and for one password. */
export async function addAccount(database: Database, name: string, now: number): Promise<string> {
  const key = randomBytes(32).toString('base64url')
  await putAccount(database, { name, linkHash: hashOf(key), linkUntil: now + LINK_LASTS_MS, at: now })
  return `/desk/choose/${key}`
}

export type SignIn =
  | { kind: 'right'; account: string }
  | { kind: 'wrong' }
  | { kind: 'wait'; minutes: number }
export type Choice = 'chosen' | 'gone' | 'short' | 'long' | 'common'

/** Decides about passwords. Unknown accounts take the same work and the same answers as known ones. */
export type Accounts = {
  signIn(given: { name: string; password: string; address: string }): Promise<SignIn>
  /** Whose link it is. */
  ownerOf(key: string): Promise<string | undefined>
  choose(key: string, password: string): Promise<Choice>
}

export function createAccounts(database: Database, secret: string, now: () => Date): Accounts {
  const limit = new AttemptLimit(database, secret)
  return {
    async signIn({ name, password, address }) {
      const at = now().getTime()
      const attempt = await limit.begin(accountName(name) ?? name, address, at)
      if ('waitMs' in attempt) return { kind: 'wait', minutes: Math.ceil(attempt.waitMs / 60_000) }
      const account = await findAccount(database, accountName(name) ?? '')
      const isRight = await isRightPassword(password, account?.passwordHash)
      if (!isRight || !account) return { kind: 'wrong' }
      await attempt.undo()
      return { kind: 'right', account: account.name }
    },
    ownerOf: (key) => findByLink(database, hashOf(key), now().getTime()),
    async choose(key, password) {
      const fault = await passwordFault(password)
      if (fault) return fault
      const chosen = { linkHash: hashOf(key), passwordHash: await hashPassword(password) }
      return (await choosePassword(database, { ...chosen, now: now().getTime() })) ? 'chosen' : 'gone'
    },
  }
}
