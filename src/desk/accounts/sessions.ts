import cookie from '@fastify/cookie'
import session from '@fastify/session'
import type { FastifyInstance, Session } from 'fastify'
import type { Database } from '../../store/database.ts'
import { findSession, putSession, removeSession } from '../../store/desk-accounts.ts'
import { hashOf } from './accounts.ts'

declare module 'fastify' {
  interface Session {
    /** Who has signed in. */
    account?: string
  }
}

/** A working day; a session is not prolonged by its use. */
const SESSION_LASTS_MS = 10 * 3_600_000

export type SessionOptions = {
  database: Database
  secrets: string[]
  /** Whether the desk's address is https, so that the cookie is sent over nothing else. */
  isHttps: boolean
  now: () => Date
}

/** Sessions that are kept in the database, so that every server knows them and that they can be ended. */
export async function sessions(app: FastifyInstance, options: SessionOptions): Promise<void> {
  const { secrets, isHttps } = options
  await app.register(cookie)
  await app.register(session, {
    secret: secrets.map((secret) => hashOf(`desk sessions ${secret}`)),
    cookieName: 'desk',
    cookie: { path: '/desk', httpOnly: true, sameSite: 'strict', secure: isHttps, maxAge: SESSION_LASTS_MS },
    saveUninitialized: false,
    rolling: false,
    store: createStore(options),
  })
}

function createStore({ database, now }: SessionOptions) {
  const time = () => now().getTime()
  return {
    set(id: string, { account }: Session, done: (error?: unknown) => void): void {
      // Nobody has signed in yet.
      const isKept = account !== undefined
      const kept = { idHash: hashOf(id), account: account ?? '', until: time() + SESSION_LASTS_MS }
      const work = isKept ? putSession(database, kept) : Promise.resolve()
      work.then(() => done(), done)
    },
    get(id: string, done: (error: unknown, session?: Session | null) => void): void {
      const found = (account: string | undefined) => done(null, account ? restored(account) : null)
      findSession(database, hashOf(id), time()).then(found, done)
    },
    destroy(id: string, done: (error?: unknown) => void): void {
      removeSession(database, hashOf(id)).then(() => done(), done)
    },
  }
}

/** How long it lasts stands in the database alone. */
function restored(account: string): Session {
  return { account, cookie: { originalMaxAge: SESSION_LASTS_MS, path: '/desk', sameSite: 'strict' } }
}
