import { addAccount } from '../../src/desk/accounts/accounts.ts'
import type { Database } from '../../src/store/database.ts'

const password = 'seven herons over the mill'

/** A page of the desk: where it is, and, for a form, what is sent. */
export type Page = { name: string; path: string; fields?: Record<string, string> }

export type Answer = { ms: number; status: number; bytes: number; body: string }

/** Signs in at the desk as somebody new, as a browser does. */
export async function signIn(url: string, database: Database): Promise<(page: Page) => Promise<Answer>> {
  let cookie = ''
  const open = async ({ path, fields }: Omit<Page, 'name'>): Promise<Answer> => {
    const start = performance.now()
    const reply = await fetch(url + path, {
      headers: { cookie, ...(fields && { origin: url }) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      redirect: 'manual',
    })
    const body = await reply.text()
    const ms = performance.now() - start
    const set = reply.headers.getSetCookie().find((one) => one.startsWith('desk='))
    if (set) cookie = set.split(';')[0] ?? ''
    return { ms, status: reply.status, bytes: body.length, body }
  }
  await open({ path: await addAccount(database, 'bench', Date.now()), fields: { password } })
  await open({ path: '/desk/sign-in', fields: { name: 'bench', password } })
  return open
}
