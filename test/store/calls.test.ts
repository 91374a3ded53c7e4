import { expect, test } from 'vitest'
import { recordEnd, recordSteps } from '../../src/store/calls.ts'
import { databases, openFresh } from './databases.ts'

const step = (callSid: string, at: number, outcome = 'ask') => ({
  callSid,
  at,
  ...{ step: 'name', outcome, why: null, asks: 'name', isNameMissed: outcome === 'notFound' },
})
const ALL =
  'SELECT call_sid, started_at, last_at, outcome, is_name_missed, end_status FROM calls ORDER BY call_sid'

for (const kind of await databases()) {
  test(`${kind.kind}: the steps of a call that come together leave one row, that of the last`, async () => {
    const database = await openFresh(kind)
    await recordSteps(database, [step('b', 1), step('a', 2), step('b', 3, 'notFound'), step('b', 4, 'told')])
    expect(await database.all(ALL)).toEqual([
      { call_sid: 'a', started_at: 2, last_at: 2, outcome: 'ask', is_name_missed: 0, end_status: null },
      { call_sid: 'b', started_at: 1, last_at: 4, outcome: 'told', is_name_missed: 1, end_status: null },
    ])
  })

  test(`${kind.kind}: a step that another server writes late does not take the place of a newer one`, async () => {
    const database = await openFresh(kind)
    await recordSteps(database, [step('a', 1)])
    await recordSteps(database, [step('a', 3, 'told')])
    await recordSteps(database, [step('a', 2, 'notFound')])
    const [row] = await database.all(ALL)
    expect(row).toMatchObject({ started_at: 1, last_at: 3, outcome: 'told', is_name_missed: 1 })
  })

  test(`${kind.kind}: nothing of a call changes once its end was reported`, async () => {
    const database = await openFresh(kind)
    await recordSteps(database, [step('a', 1)])
    await recordEnd(database, 'a', 'completed', 2)
    await recordSteps(database, [step('a', 3, 'told')])
    const [row] = await database.all(ALL)
    expect(row).toMatchObject({ last_at: 1, outcome: 'ask', end_status: 'completed' })
  })

  test(`${kind.kind}: hundreds of calls are written at once`, async () => {
    const database = await openFresh(kind)
    const steps = Array.from({ length: 345 }, (_, n) => step(`call-${n}`, n))
    await recordSteps(database, steps)
    await recordSteps(database, steps)
    expect(await database.all(ALL)).toHaveLength(345)
  })
}
