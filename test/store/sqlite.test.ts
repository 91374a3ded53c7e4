import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { DatabaseBusy } from '../../src/store/database.ts'
import { openSqlite } from '../../src/store/sqlite/database.ts'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'new', 'folder', 'a.db')
}

async function openWithTable(file: string) {
  const database = await openSqlite(file)
  onTestFinished(() => database.close())
  await database.run('CREATE TABLE things (id INTEGER PRIMARY KEY)')
  return database
}

test('the folder of the file is made, and the file is in WAL mode', async () => {
  const database = await openWithTable(temporaryFile())
  expect(await database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
})

test('the database and the files beside it are for their owner alone, and so is a folder that is made', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  const modes = () => ['', '-wal', '-shm'].map((end) => modeOf(file + end))
  expect(modes()).toEqual(['600', '600', '600'])
  expect([modeOf(dirname(file)), modeOf(dirname(dirname(file)))]).toEqual(['700', '700'])
  for (const end of ['', '-wal', '-shm']) chmodSync(file + end, 0o644)
  const again = await openSqlite(file)
  expect(modes()).toEqual(['600', '600', '600'])
  await again.close()
  expect(await database.get('SELECT COUNT(*) AS count FROM things')).toEqual({ count: 0 })
})

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

test.runIf(process.platform === 'linux')(
  'a transaction that changes many pages opens no temporary file',
  async () => {
    const database = await openWithTable(temporaryFile())
    await database.run('CREATE TABLE large (id INTEGER PRIMARY KEY, text TEXT)')
    const page = 'x'.repeat(4_000)
    const ids = Array.from({ length: 100 }, (_, id) => id)
    for (const id of ids) await database.run('INSERT INTO large VALUES (?, ?)', id, page)
    await database.transaction(async (queries) => {
      for (const id of ids) await queries.run("UPDATE large SET text = text || 'y' WHERE id = ?", id)
      expect(openFiles().filter((path) => path.includes('etilqs'))).toEqual([])
    })
  },
)

/** SQLite deletes its temporary files (`etilqs_...`) as soon as they are open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      // The file of this very listing is closed again.
      return []
    }
  })
}

test('a statement waits while a transaction is open on the same connection', async () => {
  const database = await openWithTable(':memory:')
  const order: string[] = []
  const transaction = database.transaction(async (queries) => {
    await queries.run('INSERT INTO things VALUES (1)')
    await queries.run('INSERT INTO things VALUES (2)')
    order.push('transaction')
  })
  const outside = database.get('SELECT COUNT(*) AS count FROM things').then((row) => {
    order.push('statement')
    return row
  })
  await transaction
  expect(await outside).toEqual({ count: 2 })
  expect(order).toEqual(['transaction', 'statement'])
})

test('a write waits for another process without stopping the event loop', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  let reads = 0
  const written = database.transaction((queries) => queries.run('INSERT INTO things VALUES (1)'))
  while (reads < 50) {
    await database.get('SELECT COUNT(*) FROM things')
    await new Promise((resolve) => setImmediate(resolve))
    reads++
  }
  other.exec('COMMIT')
  expect(await written).toBe(1)
})

test('a database that stays locked is a DatabaseBusy, and works again afterwards', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  const insert = 'INSERT INTO things VALUES (1)'
  await Promise.all([
    expect(database.run(insert)).rejects.toThrow(DatabaseBusy),
    expect(database.transaction((queries) => queries.run(insert), { durable: true })).rejects.toThrow(
      DatabaseBusy,
    ),
  ])
  other.exec('ROLLBACK')
  expect(await database.run(insert)).toBe(1)
  expect(await database.get('PRAGMA synchronous')).toEqual({ synchronous: 1 })
})

test('a durable transaction is flushed to disk', async () => {
  const database = await openWithTable(temporaryFile())
  const inside = await database.transaction((queries) => queries.get('PRAGMA synchronous'), { durable: true })
  expect(inside).toEqual({ synchronous: 2 })
})

test('what is asked for in one moment is committed at once, and a statement that fails spoils none of the others', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  const count = countFromOutside(file)
  const written = ['(1)', '(1)', '(2)', '(3)'].map((values) =>
    database.run(`INSERT INTO things VALUES ${values}`).then(
      () => count(),
      () => 'failed',
    ),
  )
  // The first was committed when the second failed, the others together.
  expect(await Promise.all(written)).toEqual([expect.any(Number), 'failed', 3, 3])
})

test('nobody else sees a write before its writer is told', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  const count = countFromOutside(file)
  const written = database.run('INSERT INTO things VALUES (1)')
  expect(await database.get('SELECT COUNT(*) AS count FROM things')).toEqual({ count: 1 })
  expect(count()).toBe(0)
  await written
  expect(count()).toBe(1)
})

test('what a write gives back is told only once it is committed, and not at all when the commit fails', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  await database.run(
    'CREATE TABLE parts (thing INTEGER REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED)',
  )
  const count = countFromOutside(file)
  expect(await database.get('INSERT INTO things VALUES (1) RETURNING id')).toEqual({ id: 1 })
  expect(count()).toBe(1)
  expect(await database.all('INSERT INTO things VALUES (2), (3) RETURNING id')).toHaveLength(2)
  expect(count()).toBe(3)
  await expect(database.get('INSERT INTO parts VALUES (9) RETURNING thing')).rejects.toThrow('FOREIGN KEY')
})

test('a moment that has read can still write when another process has written since', async () => {
  const file = temporaryFile()
  const database = await openWithTable(file)
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  await database.get('SELECT COUNT(*) FROM things')
  other.exec('INSERT INTO things VALUES (1)')
  const together = [
    database.run('INSERT INTO things VALUES (2)'),
    database.transaction((queries) => queries.run('INSERT INTO things VALUES (3)')),
  ]
  expect(await Promise.all(together)).toEqual([1, 1])
  expect(await database.get('SELECT COUNT(*) AS count FROM things')).toEqual({ count: 3 })
})

test('a transaction that fails takes nothing of its moment with it', async () => {
  const database = await openWithTable(temporaryFile())
  const written = database.run('INSERT INTO things VALUES (1)')
  const failed = database.transaction(async (queries) => {
    await queries.run('INSERT INTO things VALUES (2)')
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  await written
  expect(await database.all('SELECT id FROM things')).toEqual([{ id: 1 }])
})

/** How many rows another connection sees. */
function countFromOutside(file: string): () => unknown {
  const other = new Sqlite(file)
  onTestFinished(() => void other.close())
  return () => other.prepare('SELECT COUNT(*) FROM things').pluck().get()
}
