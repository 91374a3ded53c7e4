import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { test } from 'vitest'
import { addAccount } from '../../src/desk/accounts/accounts.ts'
import { openTestLine, type TestLineOptions } from '../helper.ts'
import type { TestDatabase } from '../store/databases.ts'

export const deskOrigin = 'https://desk.example.com'
export const password = 'seven herons over the mill'

/** A line with its desk, for those who have an account, as a browser behind a proxy reaches it. */
export async function openDesk({ settings, ...options }: TestLineOptions = {}) {
  const line = await openTestLine({
    ...options,
    settings: { DESK_PORT: '0', DESK_URL: deskOrigin, ...settings },
  })
  if (!line.desk) throw new Error('there is no desk')
  const now = typeof options.now === 'function' ? options.now() : (options.now ?? new Date())
  return { ...line, desk: line.desk, visitor: browserAt(line.desk), add: accountsOf(line, now) }
}

type OpenDesk = typeof openDesk

/** Declares tests that run on each of the databases, with a desk on it. */
export function testOn(kinds: TestDatabase[]) {
  return (name: string, run: (open: OpenDesk) => Promise<void>) => {
    for (const kind of kinds) {
      const open: OpenDesk = async ({ settings, ...options } = {}) =>
        openDesk({ ...options, settings: { DATABASE_URL: await kind.url(), ...settings } })
      test(`${kind.kind}: ${name}`, () => run(open))
    }
  }
}

function accountsOf({ database, desk }: Awaited<ReturnType<typeof openTestLine>>, now: Date) {
  /** Adds an account, chooses its password and signs in. */
  return async (name: string) => {
    if (!desk) throw new Error('there is no desk')
    const browser = browserAt(desk)
    await browser.post(await addAccount(database, name, now.getTime()), { password })
    await browser.post('/desk/sign-in', { name, password })
    return browser
  }
}

export type DeskBrowser = ReturnType<typeof browserAt>

/** Keeps the cookie, and says where a form comes from. */
export function browserAt(app: FastifyInstance) {
  let cookie = ''
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }
  const keep = (reply: LightMyRequestResponse) => {
    const set = reply.cookies.find(({ name }) => name === 'desk')
    if (set) cookie = set.value === '' ? '' : `desk=${set.value}`
    return reply
  }
  return {
    get cookie() {
      return cookie
    },
    set cookie(other: string) {
      cookie = other
    },
    get: async (url: string) =>
      keep(await app.inject({ url, headers: { ...headers, ...(cookie && { cookie }) } })),
    upload: async (url: string, content: string | Buffer, filename = 'people.csv') => {
      const form = new FormData()
      form.set('file', new Blob([content]), filename)
      const sent = new Response(form)
      const type = sent.headers.get('content-type') ?? ''
      return keep(
        await app.inject({
          ...{ method: 'POST', url, body: Buffer.from(await sent.arrayBuffer()) },
          headers: { origin: deskOrigin, 'content-type': type, ...headers, ...(cookie && { cookie }) },
        }),
      )
    },
    post: async (url: string, fields: Record<string, string> = {}, more: Record<string, string> = {}) =>
      keep(
        await app.inject({
          ...{ method: 'POST', url, body: new URLSearchParams(fields).toString() },
          headers: {
            ...{ origin: deskOrigin, 'content-type': 'application/x-www-form-urlencoded' },
            ...{ ...headers, ...(cookie && { cookie }), ...more },
          },
        }),
      ),
  }
}
