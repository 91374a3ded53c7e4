import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { openTestLine, type TestClient } from '../helper.ts'
import { actionOf, type Line, post } from '../post.ts'
import { databases, openForTest, type TestDatabase } from '../store/databases.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2099-12-15T14:00' }] },
]
const OPERATOR = '+12025550190'
/** The platform’s limit. */
const LIMIT_MS = 5_000

async function openOn(kind: TestDatabase, settings: Record<string, string> = {}) {
  const url = await kind.url()
  const common = { DATABASE_URL: url, OPERATOR_NUMBER: OPERATOR }
  const line = await openTestLine({ clients, settings: { ...common, ...settings } })
  return { line, other: await openForTest(url) }
}

/** Takes a call as far as the PIN, and gives the URL that wants it. */
async function reachPin(line: Line, CallSid: string): Promise<string> {
  const first = await post(line, '/voice', { CallSid })
  const second = await post(line, actionOf(first.body), { CallSid, SpeechResult: 'Example Man' })
  return actionOf(second.body)
}

const enterPin = (line: Line, url: string, CallSid: string) => post(line, url, { CallSid, Digits: '1995' })

/** Takes a call as far as what is to be done about the appointment: several statements record it. */
async function reachRequest(line: Line, CallSid: string): Promise<string> {
  const { body } = await enterPin(line, await reachPin(line, CallSid), CallSid)
  return actionOf(body)
}

const confirm = (line: Line, url: string, CallSid: string) => post(line, url, { CallSid, Digits: '1' })

/** Holds up whoever writes down a PIN entry, until it is told to end. */
function holdPins(other: Database): () => Promise<void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const hold = async () => {
    await other.transaction(
      async (queries) => {
        if (other.kind === 'postgres') await queries.run('LOCK TABLE pin_entries')
        await released
      },
      { durable: true },
    )
  }
  const held = hold()
  onTestFinished(() => release())
  return () => {
    release()
    return held
  }
}

const failures = (line: Line, message: string) =>
  line.log
    .flatMap((lines) => lines.trim().split('\n'))
    .map((text) => JSON.parse(text))
    .filter(({ msg }) => msg === message)
    .map(({ step, err }) => [step, err.type])

for (const kind of await databases()) {
  test(`${kind.kind}: with steps that wait for the database, new calls are turned away and /readyz says so`, async () => {
    const { line, other } = await openOn(kind)
    const sids = ['call-1', 'call-2', 'call-3']
    const urls = await Promise.all(sids.map((sid) => reachPin(line, sid)))
    const release = holdPins(other)
    await wait(100)
    const answers = Promise.all(urls.map((url, index) => enterPin(line, url, sids[index] ?? '')))
    await wait(1_200)

    const turnedAway = await post(line, '/voice', { CallSid: 'new' })
    expect(turnedAway.body).toContain('Sorry, we are very busy right now.')
    const ready = await line.app.inject('/readyz')
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'not ready', reason: 'overloaded' }])

    await release()
    for (const { body } of await answers) expect(body).toContain('your appointment is on')
    const taken = await post(line, '/voice', { CallSid: 'new' })
    expect(taken.body).toContain('Please say your first and last name.')
    expect((await line.app.inject('/readyz')).statusCode).toBe(200)
  })

  if (kind.kind === 'postgres') {
    test('postgres: a step whose statements are all slow ends with an apology in time, and comes right when asked again', async () => {
      const { line, other } = await openOn(kind, { REQUESTS: 'on' })
      const url = await reachRequest(line, 'call-1')
      const slow = { disclosed_words: 'UPDATE', requests: 'INSERT', disclosure_log: 'INSERT' } as const
      for (const [table, event] of Object.entries(slow)) await sleepOn(other, event, table, 'pg_sleep(1.7)')

      const begun = performance.now()
      const late = await confirm(line, url, 'call-1')
      expect(performance.now() - begun).toBeLessThan(LIMIT_MS)
      expect(late.body).toContain('Sorry, something went wrong on our side.')
      expect(late.body).toContain(`<Number>${OPERATOR}</Number>`)
      expect(failures(line, 'a step failed')).toEqual([['request', 'TimeoutError']])

      const asked = () => other.all('SELECT kind FROM requests')
      await vi.waitFor(async () => expect(await asked()).toHaveLength(1), LIMIT_MS)
      for (const table of Object.keys(slow)) await other.run(`DROP TRIGGER sleep_on_${table} ON ${table}`)
      const again = await confirm(line, url, 'call-1')
      expect(again.body).toContain('your appointment is confirmed')
      expect(await asked()).toEqual([{ kind: 'confirm' }])
      expect(failures(line, 'a step that was too late failed')).toEqual([])
    })

    test('postgres: a step that fails after its caller was answered is logged once', async () => {
      const { line, other } = await openOn(kind, { REQUESTS: 'on' })
      const url = await reachRequest(line, 'call-1')
      await sleepOn(other, 'UPDATE', 'disclosed_words', 'pg_sleep(1.7)')
      await sleepOn(other, 'INSERT', 'requests', 'pg_sleep(1.7)')
      await sleepOn(other, 'INSERT', 'disclosure_log', 'pg_sleep(30)')

      const late = await confirm(line, url, 'call-1')
      expect(late.body).toContain('Sorry, something went wrong on our side.')
      const failed = () => failures(line, 'a step that was too late failed')
      await vi.waitFor(() => expect(failed()).toHaveLength(1), LIMIT_MS)
      expect(failed()).toEqual([['request', 'DatabaseBusy']])
    })
  }
}

/** Lets every new or changed row of a table take its time. */
async function sleepOn(database: Database, event: string, table: string, sleep: string): Promise<void> {
  await database.run(`CREATE FUNCTION sleep_on_${table}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM ${sleep}; RETURN NEW; END $$`)
  await database.run(`CREATE TRIGGER sleep_on_${table} BEFORE ${event} ON ${table}
    FOR EACH ROW EXECUTE FUNCTION sleep_on_${table}()`)
}
