import { describe, expect, test } from 'vitest'
import { addAccount } from '../../src/desk/accounts/accounts.ts'
import { AttemptLimit } from '../../src/desk/accounts/attempt-limit.ts'
import { passwordFault } from '../../src/desk/accounts/passwords.ts'
import { removeAccount } from '../../src/store/desk-accounts.ts'
import { openTestLine } from '../helper.ts'
import { browserAt, deskOrigin, openDesk, password } from './desk.ts'

const start = new Date('2026-11-23T09:00:00-05:00')
const HOUR_MS = 3_600_000

describe('an account of the desk', () => {
  test('begins with a link that is good for one password within a day', async () => {
    let now = start
    const { database, visitor } = await openDesk({ now: () => now })
    const late = await addAccount(database, 'ann', now.getTime())
    now = new Date(start.getTime() + 24 * HOUR_MS)
    expect((await visitor.get(late)).statusCode).toBe(410)
    const link = await addAccount(database, 'ann', now.getTime())
    expect((await visitor.post(link, { password: 'short' })).body).toContain('at least 12 characters')
    expect((await visitor.post(link, { password })).headers.location).toBe('/desk/sign-in?after=chosen')
    expect((await visitor.post(link, { password })).statusCode).toBe(410)
    const reply = await visitor.post('/desk/sign-in', { name: 'Ann ', password })
    expect(reply.headers.location).toBe('/desk/')
    expect(reply.headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Strict/)
    expect((await visitor.get('/desk/to-do')).statusCode).toBe(200)
  })

  test('is signed in for a working day, until it signs out, is removed or has a new password', async () => {
    let now = start
    const { database, add } = await openDesk({ now: () => now })
    const isIn = async (browser: ReturnType<typeof browserAt>) =>
      (await browser.get('/desk/to-do')).statusCode === 200
    const ann = await add('ann')
    const { cookie } = ann
    await ann.post('/desk/sign-out')
    ann.cookie = cookie
    expect(await isIn(ann)).toBe(false)
    await ann.post('/desk/sign-in', { name: 'ann', password })
    now = new Date(now.getTime() + 9 * HOUR_MS)
    expect(await isIn(ann)).toBe(true)
    now = new Date(now.getTime() + HOUR_MS)
    expect(await isIn(ann)).toBe(false)
    await ann.post('/desk/sign-in', { name: 'ann', password })
    expect(await isIn(ann)).toBe(true)
    await ann.post(await addAccount(database, 'ann', now.getTime()), { password: `${password} again` })
    expect(await isIn(ann)).toBe(false)
    await ann.post('/desk/sign-in', { name: 'ann', password: `${password} again` })
    expect(await isIn(ann)).toBe(true)
    await removeAccount(database, 'ann')
    // SQLite reads of one turn of the event loop see one state.
    await new Promise(setImmediate)
    expect(await isIn(ann)).toBe(false)
  })

  test('can sign out whatever its name is', async () => {
    const { add } = await openDesk({ now: start })
    const browser = await add('developer')
    expect((await browser.get('/desk/to-do')).body).toContain('action="/desk/sign-out"')
  })

  test('takes ten wrong passwords an hour, and never tells whether it exists', async () => {
    let now = start
    const { add, desk, database, config } = await openDesk({ now: () => now })
    await add('ann')
    const stranger = browserAt(desk)
    const guess = async (name: string, guessed: string, from: string) => {
      const more = { 'x-forwarded-for': from }
      const { statusCode, body } = await stranger.post('/desk/sign-in', { name, password: guessed }, more)
      return `${statusCode} ${body.replaceAll(name, 'NAME')}`
    }
    expect(await guess('ann', 'a wrong one', '203.0.113.1')).toBe(
      await guess('bob', 'a wrong one', '203.0.113.2'),
    )
    const limit = new AttemptLimit(database, config.PIN_SECRET)
    for (let i = 0; i < 9; i += 1) {
      await limit.begin('ann', '203.0.113.3', now.getTime())
      await limit.begin('bob', '203.0.113.4', now.getTime())
    }
    const refused = await guess('ann', password, '203.0.113.5')
    expect(refused).toContain('429')
    expect(refused).toContain('Try again in 60 minutes.')
    expect(await guess('bob', password, '203.0.113.6')).toBe(refused)
    now = new Date(now.getTime() + HOUR_MS)
    expect(await guess('ann', password, '203.0.113.7')).toMatch(/^303/)
  })

  test('cannot be guessed at from one address under many names, nor many times at once', async () => {
    const { database, config } = await openDesk({ now: start })
    const limit = new AttemptLimit(database, config.PIN_SECRET)
    const begin = (i: number) => limit.begin(`name${i}`, '203.0.113.9', start.getTime())
    const atOnce = await Promise.all(Array.from({ length: 30 }, (_, i) => begin(i)))
    expect(atOnce.filter((one) => 'undo' in one).length).toBeLessThanOrEqual(10)
    for (let i = 0; i < 10; i += 1) await begin(i)
    expect(await begin(99)).toEqual({ waitMs: HOUR_MS })
  })

  test.each(['short', 'qwerty123456', 'Password2026!', 'monkeymonkey', 'abababababab'])(
    'does not take the password %s',
    async (weak) => {
      expect(await passwordFault(weak)).toMatch(/short|common/)
      expect(await passwordFault(password)).toBeUndefined()
    },
  )
})

describe('the desk', () => {
  test('takes nothing from another origin, and nobody else’s cookie', async () => {
    const { add, desk } = await openDesk({ now: start })
    const ann = await add('ann')
    for (const origin of ['https://evil.example.com', 'null', ''])
      expect((await ann.post('/desk/sign-out', {}, { origin })).statusCode).toBe(403)
    const stranger = browserAt(desk)
    for (const cookie of [ann.cookie.replace(/\..*/, ''), `${ann.cookie}x`, 'desk=made.up']) {
      stranger.cookie = cookie
      expect((await stranger.get('/desk/to-do')).headers.location).toBe('/desk/sign-in')
    }
  })

  test('is strict with browsers, and keeps nothing in them', async () => {
    const { visitor } = await openDesk({ now: start })
    const { headers } = await visitor.get('/desk/sign-in')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    )
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' })
  })

  test('keeps what was typed when the session has ended meanwhile', async () => {
    const { visitor, add } = await openDesk({ now: start })
    await add('ann')
    const path = '/desk/people/a.b@c~d%2Fe/erase'
    const { body, statusCode } = await visitor.post(path, { note: 'A <long> text' })
    expect(statusCode).toBe(401)
    const [, to = ''] = /name="to" value="([^"]*)"/.exec(body) ?? []
    const [, held = ''] = /name="held" value="([^"]*)"/.exec(body) ?? []
    const fields = {
      to,
      held: held.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    }
    const back = await visitor.post('/desk/sign-in', { name: 'ann', password, ...fields })
    expect(back.body).toContain(`action="${path}"`)
    expect(back.body).toContain('name="note" value="A &lt;long&gt; text"')
  })

  test('leads nobody elsewhere after they have signed in', async () => {
    const { visitor, add } = await openDesk({ now: start })
    await add('ann')
    for (const to of [
      'https://evil.example.com/',
      '//evil.example.com/desk/',
      '/desk/../phone',
      '/desk/%2e%2e/',
    ])
      expect((await visitor.post('/desk/sign-in', { name: 'ann', password, to })).headers.location, to).toBe(
        '/desk/',
      )
  })

  test('is no part of the webhooks’ port, and has no port unless it is given one', async () => {
    const { app } = await openDesk({ now: start })
    expect((await app.inject('/desk/sign-in')).statusCode).toBe(404)
  })

  test('is open to this machine alone in development, without a password', async () => {
    const { app } = await openTestLine({ now: start })
    expect((await app.inject('/desk/to-do')).statusCode).toBe(200)
    const strangers = [{ host: 'desk.example.com' }, { 'x-forwarded-for': '203.0.113.9' }]
    for (const headers of strangers)
      expect((await app.inject({ url: '/desk/to-do', headers })).statusCode).toBe(403)
    const post = { method: 'POST', url: '/desk/to-do/done' } as const
    expect((await app.inject({ ...post, headers: { origin: deskOrigin } })).statusCode).toBe(403)
  })

  test('speaks Spanish where the line does first', async () => {
    const { visitor } = await openDesk({ now: start, settings: { LANGUAGES: 'es-US,en-US' } })
    const { body } = await visitor.get('/desk/sign-in')
    expect(body).toContain('<html lang="es-US">')
    expect(body).toContain('<h1>Entrar</h1>')
  })
})
