import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { csvColumns } from '../../src/import/columns.ts'
import { importCsv } from '../../src/import/import-csv.ts'
import { learnedMap, learnMap } from '../../src/import/learned-maps.ts'
import { findOnFile } from '../../src/store/clients.ts'
import type { Database } from '../../src/store/database.ts'
import { databases, openForTest, openFresh, temporaryFolder } from '../store/databases.ts'

const settings = { pinSecret: 'a secret of the tests', pinLength: 4, timeZone: 'America/New_York' }
const map = { name: ['Patient Name'], pin: ['DOB'] }
const lines = ['Patient Name,DOB,Room\nAnn Lee,1966,4\n', 'Patient Name,DOB,Room\nBob Ray,1970,5\n']

type Given = Partial<Parameters<typeof importCsv>[3]>

/** Imports a file; returns how many were added, and what was said meanwhile. */
async function importText(database: Database, text: string, given: Given = {}) {
  const file = `${temporaryFolder()}/clients.csv`
  writeFileSync(file, text)
  const said: string[] = []
  const report = {
    ...{ read() {}, fault() {}, writing() {}, waiting() {}, wrote() {} },
    warn: (warning: string) => said.push(warning),
  }
  const { signal } = new AbortController()
  const options = { isDryRun: false, isReplacing: false, signal, report, ...given }
  const { changes } = await importCsv(database, file, settings, options)
  return { added: changes?.added, said }
}

for (const kind of await databases()) {
  test(`${kind.kind}: a map that loaded a file is used for the next one with these headers, and said aloud`, async () => {
    const database = await openFresh(kind)
    const [first = '', second = ''] = lines
    await expect(importText(database, second)).rejects.toThrow('Line 1 has other names')
    expect(await importText(database, first, { map })).toEqual({ added: 1, said: [] })
    expect(await importText(database, second)).toEqual({
      added: 1,
      said: [`the columns are read as was said of such a file before: 'name="Patient Name",pin=DOB'`],
    })
    await expect(importText(database, second.replace('Room', 'Bed'))).rejects.toThrow(
      'Line 1 has other names',
    )
  })

  test(`${kind.kind}: a map is found by the headers in any order, and the last one counts`, async () => {
    const database = await openFresh(kind)
    expect(await learnedMap(database, ['Who', 'Born'])).toBeUndefined()
    await learnMap(database, ['Who', 'Born'], map)
    await learnMap(database, ['Who', 'Born'], { name: ['Who'], pin: ['Born'] })
    expect(await learnedMap(database, [' born', 'WHO'])).toEqual({ name: ['Who'], pin: ['Born'] })
    expect(await learnedMap(database, ['Who', 'Born', 'Born'])).toBeUndefined()
  })
}

test('a dry run and a file with faults teach nothing', async () => {
  const database = await openForTest('file::memory:')
  await importText(database, lines[0] ?? '', { map, isDryRun: true })
  await importText(database, 'Patient Name,DOB,Room\nAnn Lee,none,4\n', { map })
  expect(await learnedMap(database, ['Patient Name', 'DOB', 'Room'])).toBeUndefined()
})

test('a map learned from a CSV with our own headers is used neither for JSON nor for the next such CSV', async () => {
  const database = await openForTest('file::memory:')
  const own = csvColumns.join()
  const swapped = { name: ['spoken_name'], pin: ['pin'], spoken_name: ['name'] }
  await importText(database, `${own}\na,Ann Lee,1966,,,,,,Ann Li\n`, { map: swapped })
  const json = JSON.stringify([{ id: 'b', name: 'Bob Ray', pin: '1970', spoken_name: 'Bob Rey' }])
  expect(await importText(database, json)).toEqual({ added: 1, said: [] })
  expect(await importText(database, `${own}\nc,Cid Roy,1970,,,,,,Sid Roy\n`)).toEqual({ added: 1, said: [] })
  const onFile = await findOnFile(database, ['a', 'b', 'c'])
  expect([...onFile.values()].map(({ name }) => name)).toEqual(['Ann Li', 'Bob Ray', 'Cid Roy'])
})
