import { type StdioOptions, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { type CountedEntry, enterPin } from '../../src/pins/enter-pin.ts'
import { MOST_WRONG } from '../../src/pins/lockout.ts'
import { clientSubject, nobodySubject, numberSubject, withheldSubject } from '../../src/pins/subjects.ts'
import { describeLocked, unlock } from '../../src/pins/unlock.ts'
import type { Database } from '../../src/store/database.ts'
import { built } from '../built.ts'
import { fileClients } from '../helper.ts'
import { databases, openForTest, openFresh } from '../store/databases.ts'
import { watchRoundTrips } from '../store/round-trips.ts'

const HOUR = 3_600_000
const start = Date.UTC(2026, 10, 22)
const secret = 'a secret of the tests, which keys the numbers'

/** An entry of a call of its own, from a number of its own. */
function entryFor(clientId: string, isRight: boolean, changes: Partial<CountedEntry> = {}): CountedEntry {
  return {
    callSid: randomUUID(),
    entry: randomUUID(),
    clientId,
    isRight,
    numberSubject: `number:${randomUUID()}`,
    ...changes,
  }
}

const enterWrong = async (database: Database, clientId: string, times: number, changes = {}, now = start) => {
  for (let time = 0; time < times; time++) await enterPin(database, entryFor(clientId, false, changes), now)
}

const kinds = await databases()

for (const kind of kinds) {
  test(`${kind.kind}: after five wrong PINs over one client the right one opens nothing for an hour`, async () => {
    const database = await openFresh(kind)
    await enterWrong(database, 'c1', 4)
    expect(await enterPin(database, entryFor('c1', true), start)).toBe(true)
    await enterWrong(database, 'c1', 5)
    expect(await enterPin(database, entryFor('c1', true), start + HOUR - 1)).toBe(false)
    expect(await enterPin(database, entryFor('c2', true), start)).toBe(true)
    expect(await enterPin(database, entryFor('c1', true), start + HOUR)).toBe(true)
  })

  test(`${kind.kind}: after ten wrong PINs from one number none is right from there, over any client`, async () => {
    const database = await openFresh(kind)
    const from = { numberSubject: numberSubject('+12025550123', secret) }
    await enterWrong(database, 'c1', 4, from)
    await enterWrong(database, '', 6, from)
    expect(await enterPin(database, entryFor('c2', true, from), start)).toBe(false)
    expect(await enterPin(database, entryFor('c2', true), start)).toBe(true)
    expect(await enterPin(database, entryFor('c2', true, from), start + HOUR)).toBe(true)
  })

  test(`${kind.kind}: ten wrong PINs within an hour from callers without a number are the last for an hour`, async () => {
    const database = await openFresh(kind)
    const from = { numberSubject: withheldSubject }
    await enterWrong(database, '', 9, from)
    await enterWrong(database, '', 9, from, start + HOUR)
    expect(await enterPin(database, entryFor('c1', true, from), start + HOUR)).toBe(true)
    await enterWrong(database, '', 1, from, start + HOUR)
    expect(await enterPin(database, entryFor('c1', true, from), start + 2 * HOUR - 1)).toBe(false)
    expect(await enterPin(database, entryFor('c1', true), start + 2 * HOUR - 1)).toBe(true)
    await enterWrong(database, '', 10, from, start + 2 * HOUR)
    expect(await enterPin(database, entryFor('c1', true, from), start + 3 * HOUR)).toBe(true)
  })

  test(`${kind.kind}: a right PIN of one's own does not let a number guess on`, async () => {
    const database = await openFresh(kind)
    const from = { numberSubject: numberSubject('+12025550123', secret) }
    await enterWrong(database, 'a', 3, from)
    await enterWrong(database, 'b', 3, from)
    await enterWrong(database, 'c', 3, from)
    expect(await enterPin(database, entryFor('own', true, from), start)).toBe(true)
    await enterWrong(database, 'd', 1, from)
    expect(await enterPin(database, entryFor('d', true, from), start)).toBe(false)
  })

  test(`${kind.kind}: an entry that is delivered again keeps its first answer and counts once`, async () => {
    const database = await openFresh(kind)
    const wrong = entryFor('c1', false)
    for (let time = 0; time < 20; time++) expect(await enterPin(database, wrong, start)).toBe(false)
    const right = entryFor('c1', true)
    expect(await enterPin(database, right, start)).toBe(true)
    await enterWrong(database, 'c1', 5)
    expect(await enterPin(database, right, start)).toBe(true)
    expect(await enterPin(database, entryFor('c1', true), start)).toBe(false)
  })

  test(`${kind.kind}: entries over nobody share no row, and lock no record`, async () => {
    const database = await openFresh(kind)
    await Promise.all(Array.from({ length: 40 }, () => enterWrong(database, '', 1)))
    expect(
      await database.get("SELECT COUNT(*) AS count FROM failed_attempts WHERE subject LIKE 'nobody:%'"),
    ).toEqual({
      count: 40,
    })
    expect(nobodySubject('a')).not.toBe(nobodySubject('b'))
  })

  test(`${kind.kind}: a clock that is set back makes no lock longer than its term`, async () => {
    const database = await openFresh(kind)
    const from = { numberSubject: numberSubject('+12025550123', secret) }
    const ahead = start + 48 * HOUR
    await enterWrong(database, 'c1', MOST_WRONG.client, {}, ahead)
    await enterWrong(database, '', MOST_WRONG.number, from, ahead)
    for (const changes of [{}, from]) {
      const right = () => entryFor(changes === from ? 'c2' : 'c1', true, changes)
      expect(await enterPin(database, right(), start)).toBe(false)
      expect(await enterPin(database, right(), start + HOUR - 1)).toBe(false)
      expect(await enterPin(database, right(), start + HOUR)).toBe(true)
    }
    await enterWrong(database, 'c3', MOST_WRONG.client - 1, {}, ahead)
    await enterWrong(database, 'c3', 1, {}, start)
    const locked = 'SELECT locked_until FROM failed_attempts WHERE subject = ?'
    expect(await database.get(locked, 'client:c3')).toEqual({ locked_until: start + HOUR })
  })

  test(`${kind.kind}: sixteen simultaneous guesses on two connections are counted to the last`, async () => {
    const url = await kind.url()
    const connections = [await openForTest(url), await openForTest(url)]
    const numbers = Array.from({ length: 8 }, (_, n) => numberSubject(`+1202555010${n}`, secret))
    const guesses = Array.from({ length: 16 }, (_, n) => ({
      ...entryFor('c1', false),
      numberSubject: numbers[n % 8] ?? fail(),
    }))
    const opened = await Promise.all(
      guesses.map((guess, n) => enterPin(connections[n % 2] ?? fail(), guess, start)),
    )
    expect(opened.filter(Boolean)).toEqual([])
    const row = await connections[0]?.get(
      'SELECT wrong_at, lockouts, locked_until FROM failed_attempts WHERE subject = ?',
      'client:c1',
    )
    expect(row).toEqual({ wrong_at: '', lockouts: 1, locked_until: start + HOUR })
    expect(await enterPin(connections[1] ?? fail(), entryFor('c1', true), start)).toBe(false)
  })

  test(`${kind.kind}: wrong PINs from several processes at once lock once, and then the right one is wrong`, async () => {
    const url = await kind.url()
    const database = await openForTest(url)
    const outputs = await Promise.all([0, 1, 2].map((process) => guessInProcess(url, process)))
    expect(outputs.join('')).toBe('false\n'.repeat(24))
    const lockout = 'SELECT lockouts, locked_until FROM failed_attempts WHERE subject = ?'
    expect(await database.get(lockout, 'client:c1')).toEqual({ lockouts: 1, locked_until: start + HOUR })
    expect(await database.get('SELECT COUNT(*) AS count FROM pin_entries')).toEqual({ count: 24 })
  })

  test(`${kind.kind}: the operator unlocks a client, and a number`, async () => {
    const database = await openFresh(kind)
    const number = '+12025550123'
    const config = readConfig({ STATE_SECRET: 'x'.repeat(40), PIN_SECRET: secret })
    await fileClients(database, config, [{ id: 'c1', name: 'Ann Lee', pin: '1111' }])
    await enterWrong(database, 'c1', MOST_WRONG.client)
    expect(await unlock(database, { client: 'c1' }, secret, start)).toMatch(
      /is unlocked; .* until 2026-11-22T01:00/,
    )
    expect(await enterPin(database, entryFor('c1', true), start)).toBe(true)
    expect(await unlock(database, { client: 'c1' }, secret, start)).toMatch(/was not locked/)
    const from = { numberSubject: numberSubject(number, secret) }
    await enterWrong(database, '', MOST_WRONG.number, from)
    expect(await unlock(database, { number }, secret, start)).toMatch(/is unlocked/)
    expect(await enterPin(database, entryFor('c1', true, from), start)).toBe(true)
    expect(await unlock(database, { number: 'anonymous' }, secret, start)).toMatch(/was not locked/)
  })

  test(`${kind.kind}: unlocking a client names their locked number, and unlocking a number its locked client`, async () => {
    const database = await openFresh(kind)
    const number = '+12025550123'
    const config = readConfig({ STATE_SECRET: 'x'.repeat(40), PIN_SECRET: secret })
    await fileClients(database, config, [{ id: 'c1', name: 'Ann Lee', pin: '1111', phone: number }])
    await enterWrong(database, 'c1', MOST_WRONG.client)
    expect(await unlock(database, { number }, secret, start)).toMatch(/Client c1, .* is locked .*--client/)
    await enterWrong(database, '', MOST_WRONG.number, { numberSubject: numberSubject(number, secret) })
    expect(await unlock(database, { client: 'c1' }, secret, start)).toMatch(
      /^Client c1 is unlocked.* ends in 0123, is locked until .*--number/,
    )
    expect(await unlock(database, { client: 'c1' }, secret, start)).toMatch(/was not locked.* ends in 0123,/)
    expect(await unlock(database, { number }, secret, start)).not.toContain('--client')
  })

  test(`${kind.kind}: an id that nobody has is said to be nobody's, and whoever is locked is listed`, async () => {
    const database = await openFresh(kind)
    await expect(unlock(database, { client: 'c9' }, secret, start)).rejects.toThrow(
      'Nobody on file has the id c9: "npm run find -- NAME" lists ids.',
    )
    expect(await describeLocked(database, start)).toBe('Nobody is locked.')
    await enterWrong(database, 'c1', MOST_WRONG.client)
    const from = { numberSubject: numberSubject('+12025550123', secret) }
    await enterWrong(database, '', MOST_WRONG.number, from)
    expect(await describeLocked(database, start)).toBe(
      'Client c1 is locked until 2026-11-22T01:00:00.000Z.\n' +
        'Calling numbers that are locked: 1. They are stored as hashes: --number unlocks one that you know.',
    )
    expect(await describeLocked(database, start + 2 * HOUR)).toBe('Nobody is locked.')
    // Whoever was locked and has left is forgotten all the same.
    expect(await unlock(database, { client: 'c1' }, secret, start)).toMatch(/is unlocked/)
  })
}

const [sqlite, postgres] = kinds

test.runIf(postgres)('postgres: a PIN entry is one round trip', async () => {
  if (!postgres) return
  const { url, take } = await watchRoundTrips(await postgres.url())
  const database = await openForTest(url)
  const number = { numberSubject: numberSubject('+12025550123', secret) }
  const withheld = { numberSubject: withheldSubject }
  const entries = [
    ...[entryFor('c1', true, number), entryFor('c1', false, number), entryFor('', false)],
    entryFor('c1', false, withheld),
  ]
  take()
  for (const entry of [...entries, ...entries]) {
    await enterPin(database, entry, start)
    expect(take()).toHaveLength(1)
  }
})

test.runIf(postgres)('both databases count any history of entries alike', { timeout: 120_000 }, async () => {
  if (!sqlite || !postgres) return
  const both = [await openFresh(sqlite), await openFresh(postgres)]
  const minutes = fc.constantFrom(0, 0, 1, 5, 59, 60, 61, 600, 1440, 44_000, -60, -3_000)
  const step = fc.record({
    ...{
      minutes,
      client: fc.constantFrom('', 'a', 'b'),
      number: fc.constantFrom('1', '2', '3', withheldSubject),
    },
    ...{ isRight: fc.nat(5).map((n) => n === 0), isAgain: fc.nat(9).map((n) => n === 0) },
  })
  const play = async (database: Database, run: string, steps: Step[]) => {
    const opened: boolean[] = []
    let now = start
    for (const [index, one] of steps.entries()) {
      now += one.minutes * 60_000
      const entry = `${run} ${one.isAgain ? index - 1 : index}`
      const number = one.number === withheldSubject ? one.number : `number:${run} ${one.number}`
      const client = one.client && `${run} ${one.client}`
      const { isRight } = one
      const given = { callSid: run, entry, clientId: client, isRight, numberSubject: number }
      opened.push(await enterPin(database, given, now))
    }
    const rows = await database.all('SELECT * FROM failed_attempts')
    return { opened, rows: rows.map((row) => JSON.stringify(row)).sort() }
  }
  const isAlike = async (run: string, steps: Step[]) => {
    const [one, other] = await Promise.all(both.map((database) => play(database, run, steps)))
    expect(other).toEqual(one)
  }
  const histories = fc.array(step, { minLength: 60, maxLength: 90 })
  await fc.assert(fc.asyncProperty(fc.uuid(), histories, isAlike), { numRuns: 8, endOnFailure: true })
})

type Step = {
  minutes: number
  client: string
  number: string
  isRight: boolean
  isAgain: boolean
}

test('callers without a number are counted together, and a number is kept under a key', () => {
  for (const number of ['anonymous', 'Restricted', '+266696687', 'sip:someone@example.com', '']) {
    expect(numberSubject(number, secret)).toBe(withheldSubject)
  }
  expect(numberSubject('+12025550123', secret)).not.toContain('555')
  expect(clientSubject('c1')).toBe('client:c1')
})

function fail(): never {
  throw new Error('this cannot be missing')
}

/** Six wrong PINs at once and then two right ones, in a process of its own; prints what each came to. */
function guessInProcess(url: string, number: number): Promise<string> {
  const script = `
    import { openDatabase } from '${built}/src/store/open.js'
    import { enterPin } from '${built}/src/pins/enter-pin.js'
    const database = await openDatabase(process.argv[1])
    const guess = (isRight) => (_, n) => enterPin(database, {
      callSid: 'call-${number}-' + n, entry: String(isRight), clientId: 'c1', isRight, numberSubject: 'number:' + (n % 4),
    }, ${start})
    const wrong = await Promise.all(Array.from({ length: 6 }, guess(false)))
    const right = await Promise.all(Array.from({ length: 2 }, guess(true)))
    for (const isOpen of [...wrong, ...right]) console.log(isOpen)
    await database.close()`
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit']
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, url], { stdio })
  return child.stdout ? text(child.stdout) : Promise.resolve('')
}
