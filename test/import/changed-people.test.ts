import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importCsv } from '../../src/import/import-csv.ts'
import type { ImportReport } from '../../src/import/import-report.ts'
import { countClients, findOnFile } from '../../src/store/clients.ts'
import type { Database } from '../../src/store/database.ts'
import { waitForLease } from '../../src/store/lease.ts'
import { databases, openFresh, temporaryFolder } from '../store/databases.ts'

const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
const header = 'id,name,pin,appointment_at\n'
const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `p${from + at},Person Number${from + at},1970,2030-02-01T14:00Z\n`)
const textOf = (rows: string[]) => header + rows.join('')

type Given = { isReplacing?: boolean; report?: Partial<ImportReport> }

function importText(database: Database, text: string, { isReplacing = false, report }: Given = {}) {
  const file = `${temporaryFolder()}/clients.csv`
  writeFileSync(file, text)
  const silent = { read() {}, fault() {}, warn() {}, writing() {}, waiting() {}, wrote() {} }
  const { signal } = new AbortController()
  return importCsv(database, file, settings, {
    ...{ isDryRun: false, isReplacing, isConfirmed: true, signal },
    report: { ...silent, ...report },
  })
}

/** How many versions of clients and of appointments each generation has. */
async function versionsOf(database: Database) {
  const rows = (table: string) =>
    database.all<{ since: number; rows: number }>(
      `SELECT since, COUNT(*) AS rows FROM ${table} GROUP BY since ORDER BY since`,
    )
  return { clients: await rows('clients'), appointments: await rows('appointments') }
}

for (const kind of await databases()) {
  test(`${kind.kind}: of a file in which one row has changed, one person gets a new version`, async () => {
    const database = await openFresh(kind)
    await importText(database, textOf(people(700)))
    const rows = people(700)
    rows[350] = rows[350]?.replace('T14', 'T15') ?? ''
    const written: number[] = []
    const report = {
      writing: (count: number) => written.push(count),
      wrote: (count: number) => written.push(count),
    }
    const { changes } = await importText(database, textOf(rows), { report })
    expect(changes).toEqual({ added: 0, changed: 1, unchanged: 699, removed: 0 })
    const counts = [
      { since: 1, rows: 699 },
      { since: 2, rows: 1 },
    ]
    expect(await versionsOf(database)).toEqual({ clients: counts, appointments: counts })
    expect(written).toEqual([2, 1, 1])
    const appointments = async (id: string) => (await findOnFile(database, [id])).get(id)?.appointments
    expect(await appointments('p350')).toEqual([{ at: Date.parse('2030-02-01T15:00Z'), note: '' }])
    expect(await appointments('p351')).toEqual([{ at: Date.parse('2030-02-01T14:00Z'), note: '' }])
  })

  test(`${kind.kind}: with --replace those who are not in the file go, and the others keep their version`, async () => {
    const database = await openFresh(kind)
    await importText(database, textOf(people(700)))
    const { changes } = await importText(database, textOf(people(700, 10)), { isReplacing: true })
    expect(changes).toEqual({ added: 10, changed: 0, unchanged: 690, removed: 10 })
    expect((await versionsOf(database)).clients).toEqual([
      { since: 1, rows: 690 },
      { since: 2, rows: 10 },
    ])
    expect(await countClients(database)).toBe(700)
    expect((await findOnFile(database, ['p9', 'p10'])).has('p9')).toBe(false)
  })

  test(`${kind.kind}: what changes while a file waits for another import is compared anew`, async () => {
    const database = await openFresh(kind)
    await importText(database, textOf(people(3)))
    const { lease } = await waitForLease(database, new AbortController().signal)
    const waiting = async () => {
      await database.run("UPDATE clients SET name = 'Somebody Else' WHERE id = 'p0'")
      await database.run('UPDATE directory SET generation = generation + 1')
      await lease.release()
    }
    const { changes } = await importText(database, textOf(people(4)), {
      report: { waiting: () => void waiting() },
    })
    expect(changes).toEqual({ added: 1, changed: 1, unchanged: 2, removed: 0 })
    expect((await findOnFile(database, ['p0'])).get('p0')?.name).toBe('Person Number0')
  })
}
