import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { ann, feedOf, found, header, MINUTE, runnerOf, START } from './feed-runner.ts'

const HOUR = 60 * MINUTE
const annOf = (phone: string) => ann.replace('+12025550101', phone)

/** A folder whose files are as old as a test says, and a feed of it. */
async function openFolder(yaml: string) {
  const folder = temporaryFolder()
  const database = await openForTest('file::memory:')
  const runner = runnerOf(database)
  const write = (name: string, content: string, at: number) => {
    writeFileSync(`${folder}/${name}`, content)
    utimesSync(`${folder}/${name}`, at / 1000, at / 1000)
  }
  const feed = feedOf(`folder: ${folder}\n${yaml}`)
  const phone = async () => (await found(database, 'a'))?.phone
  const touchPeople = () => database.run('UPDATE directory SET generation = generation + 1')
  /** As another import or an erasure does. */
  const losePeople = async () => {
    await database.run('DELETE FROM clients')
    await database.run('UPDATE directory SET generation = generation + 1, client_count = 0')
  }
  return {
    ...runner,
    folder,
    database,
    write,
    feed,
    phone,
    touchPeople,
    losePeople,
    run: () => runner.run(feed),
  }
}

test('older files that wait beside the newest are moved with it, and never loaded', async () => {
  const { run, row, folder, write, phone } = await openFolder('after: move')
  write('monday.csv', header + annOf('+12025550101'), START - 2 * HOUR)
  write('tuesday.csv', header + annOf('+12025550102'), START - HOUR)
  expect(await run()).toMatchObject({ kind: 'loaded' })
  expect(readdirSync(`${folder}/done`).sort()).toEqual(['monday.csv', 'tuesday.csv'])
  // One that comes late, and one that has the name of the file that was loaded.
  write('sunday.csv', header + annOf('+12025550103'), START - 3 * HOUR)
  expect(await run()).toEqual({ kind: 'unchanged' })
  expect(existsSync(`${folder}/done/sunday.csv`)).toBe(true)
  write('tuesday.csv', header + annOf('+12025550104'), START - 3 * HOUR)
  expect(await run()).toEqual({ kind: 'unchanged' })
  expect(existsSync(`${folder}/tuesday.csv`)).toBe(true)
  expect(await phone()).toBe('+12025550102')
  expect(await row()).toMatchObject({ goodAt: START - HOUR, fault: null })
})

test('an older file is not loaded after another import, either', async () => {
  const { run, write, phone, losePeople } = await openFolder('after: move')
  write('new.csv', header + annOf('+12025550102'), START - HOUR)
  await run()
  write('old.csv', header + annOf('+12025550101'), START - 2 * HOUR)
  await losePeople()
  expect(await run()).toMatchObject({ kind: 'loaded' })
  expect(await phone()).toBe('+12025550102')
})

test('when the newest file is deleted, an older one is not loaded but told', async () => {
  const { run, folder, write, phone } = await openFolder('pattern: "*.csv"')
  write('monday.csv', header + annOf('+12025550101'), START - 2 * HOUR)
  write('tuesday.csv', header + annOf('+12025550102'), START - HOUR)
  await run()
  rmSync(`${folder}/tuesday.csv`)
  expect(await run()).toMatchObject({
    says: `practice: the newest file like *.csv in ${folder} is older than the one that was loaded last: save it again if it is to be loaded`,
  })
  expect(await phone()).toBe('+12025550102')
  write('monday.csv', header + annOf('+12025550101'), START - HOUR + MINUTE)
  expect(await run()).toMatchObject({ kind: 'loaded' })
})

test('what another import has changed is put right from the file that was moved', async () => {
  const { run, row, folder, write, phone, touchPeople, losePeople } = await openFolder('after: move')
  write('visits.csv', header + ann, START - HOUR)
  await run()
  await losePeople()
  expect(await run()).toMatchObject({ kind: 'loaded', changes: { added: 1 } })
  expect(await phone()).toBe('+12025550101')
  await touchPeople()
  expect(await run()).toEqual({ kind: 'unchanged' })
  rmSync(`${folder}/done/visits.csv`)
  await losePeople()
  expect(await run()).toEqual({ kind: 'unchanged' })
  expect(await row()).toMatchObject({ goodAt: START - HOUR, fault: null, failures: 0 })
})

test('a run that was killed after its file was moved is followed by one that reads that file', async () => {
  const { run, row, folder, database, write, phone } = await openFolder('after: move')
  write('monday.csv', header + annOf('+12025550101'), START - 2 * HOUR)
  await run()
  const before = await row()
  write('tuesday.csv', header + annOf('+12025550102'), START - HOUR)
  await run()
  const { state = null, digest = null, generation = null } = before ?? {}
  await database.run('UPDATE feeds SET state = ?, digest = ?, generation = ?', state, digest, generation)
  expect(await run()).toEqual({ kind: 'unchanged' })
  expect(await phone()).toBe('+12025550102')
  expect(readdirSync(`${folder}/done`)).toHaveLength(2)
})

test('a file that is loaded but cannot be moved is a warning', async () => {
  const { run, row, folder, write } = await openFolder('after: move')
  write('visits.csv', header + ann, START - HOUR)
  writeFileSync(`${folder}/done`, 'in the way')
  const warning = `practice: its rows are loaded, but files cannot be moved to ${folder}/done: a part of its path is not a folder`
  expect(await run()).toMatchObject({ kind: 'loaded', warning })
  expect(await row()).toMatchObject({ goodAt: START - HOUR, fault: null, failures: 0 })
  expect(await run()).toEqual({ kind: 'unchanged', warning })
  rmSync(`${folder}/done`)
  expect(await run()).toEqual({ kind: 'unchanged' })
  expect(existsSync(`${folder}/done/visits.csv`)).toBe(true)
})

test('only tables are read, and no hidden or lock files, unless the pattern names another kind', async () => {
  const { run, database, folder, write } = await openFolder('after: keep')
  for (const name of ['.DS_Store', '~$visits.xlsx', '.visits.csv', 'visits.csv.part', 'notes.txt'])
    write(name, 'not a table', START - MINUTE)
  mkdirSync(`${folder}/folder.csv`)
  expect(await run()).toMatchObject({ says: `practice: there is no file like * in ${folder}` })
  write('VISITS.CSV', header + ann, START - HOUR)
  expect(await run()).toMatchObject({ kind: 'loaded' })
  write('visits.txt', header + annOf('+12025550102'), START - MINUTE)
  const other = runnerOf(database)
  expect(await other.run(feedOf(`folder: ${folder}\npattern: "visits*.txt"\nformat: csv`))).toMatchObject({
    kind: 'loaded',
    changes: { changed: 1 },
  })
})
