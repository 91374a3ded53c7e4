import type { FastifyRequest } from 'fastify'
import type { Directory } from '../directory/directory.ts'
import type { Language } from '../hearing/heard.ts'
import type { Database } from '../store/database.ts'
import type { Words } from './words/words.ts'

/** What the pages of the desk may use. */
export type DeskParts = {
  database: Database
  directory: Directory
  now(): Date
  words: Words
  /** The desk's own, the first of the line's. */
  language: Language
  settings: DeskSettings
}

export type DeskSettings = {
  timeZone: string
  languages: Language[]
  officeName: string | undefined
  pinSecret: string
  takesRequests: boolean
  keepsMisheard: boolean
  isDiscreet: boolean
  /** The names of the feeds. */
  feeds: string[]
  imports: {
    databaseUrl: string
    pinLength: number
    /** The file of the process that imports. */
    process: string
  }
}

/** The user of the desk in development, where nobody signs in. */
const DEVELOPER = 'developer'

export function accountOf(request: FastifyRequest): string {
  return request.session?.account ?? DEVELOPER
}
