import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { HOURS_AGE_MS, openOffice } from '../../src/hours/office.ts'
import { readHoursYaml } from '../../src/hours/yaml.ts'
import { purge } from '../../src/retention/purge.ts'
import { type OpeningHours, readHours, writeHours } from '../../src/store/hours.ts'
import { databases, openForTest, openFresh } from '../store/databases.ts'

const hours = hoursOf(`
monday: 9:00-12:30, 13:30-18:00
sunday: closed
closed:
  - { date: 2026-12-25, every-year: true, say: { en-US: "Closed for Christmas.", es-US: "Cerrada por Navidad." } }
  - { date: 2026-12-31 }
`)
const mondays = hoursOf('monday: 9:00-17:00')
const tuesday = new Date('2026-11-24T15:00:00Z')

function hoursOf(yaml: string): OpeningHours | undefined {
  const read = readHoursYaml(yaml, ['en-US', 'es-US'])
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.hours
}

describe.each(await databases())('on $kind, opening hours', (database) => {
  test('are kept, replaced and removed as a whole, and no purge touches them', async () => {
    const opened = await openFresh(database)
    expect(await readHours(opened)).toBeUndefined()
    await writeHours(opened, mondays)
    await writeHours(opened, hours)
    await purge(opened, 1, Date.parse('2126-01-01'))
    expect(await readHours(opened)).toEqual(hours)
    await writeHours(opened, undefined)
    expect(await readHours(opened)).toBeUndefined()
  })

  test('that another server has changed count a second later, and until then without the database', async () => {
    const url = await database.url()
    const [ours, other] = [await openForTest(url), await openForTest(url)]
    let now = tuesday
    const office = await openOffice({ queries: ours, timeZone: 'America/New_York', now: () => now })
    await writeHours(other, mondays)
    // SQLite's reads of one turn of the event loop see one state.
    await nextTurn()
    now = new Date(tuesday.getTime() + HOURS_AGE_MS - 1)
    expect(await office.stateAt(now)).toMatchObject({ isOpen: true })
    now = new Date(tuesday.getTime() + HOURS_AGE_MS)
    expect(office.lastKnownStateAt(now)).toMatchObject({ isOpen: true })
    expect(await office.stateAt(now)).toMatchObject({ isOpen: false })
    expect(office.lastKnownStateAt(now)).toMatchObject({ isOpen: false })
    await writeHours(other, undefined)
    await nextTurn()
    now = new Date(now.getTime() + HOURS_AGE_MS)
    expect(await office.stateAt(now)).toMatchObject({ isOpen: true })
  })
})
