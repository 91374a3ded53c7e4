import { expect, test } from 'vitest'
import type { Queries, Value } from '../../src/store/database.ts'
import { countLocked, listLocked } from '../../src/store/failed-attempts.ts'
import { mayBeTexted } from '../../src/store/text-limits.ts'
import { openForTest, planOf } from './databases.ts'

const recipient = { call: 'call-1', numberKey: 'key', clientId: 'c-1', at: Date.now() }

test('whether a text may be offered is found among texts alone, however much a client was told', async () => {
  const database = await openForTest('file::memory:')
  const { sql, values } = mayBeTexted(recipient, { perNumber: 3, perClient: 3 })
  const plan = await planOf(database, sql, values)
  expect(plan.some((line) => line.includes('disclosure_log_texted (client_id=? AND at>? AND at<?)'))).toBe(
    true,
  )
  expect(plan.filter((line) => line.includes('disclosure_log_by_client'))).toEqual([])
})

test('who is locked is found among those who were ever locked', async () => {
  const database = await openForTest('file::memory:')
  const asked: [sql: string, values: Value[]][] = []
  const note = async (sql: string, ...values: Value[]) => {
    asked.push([sql, values])
    return database.all<never>(sql, ...values)
  }
  const queries: Queries = {
    all: note,
    get: async (sql, ...values) => (await note(sql, ...values))[0],
    run: (sql, ...values) => database.run(sql, ...values),
  }
  await listLocked(queries, 1)
  await countLocked(queries, 'client', 1)
  expect(asked.length).toBe(2)
  for (const [sql, values] of asked) {
    const [search] = await planOf(database, sql, values)
    expect(search).toContain('failed_attempts_locked')
  }
})
