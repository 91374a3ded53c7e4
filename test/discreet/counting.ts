import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { onTestFinished } from 'vitest'
import type { Database, Queries } from '../../src/store/database.ts'

/** What a webhook did: how many reads, which writes, in order, and how many hashes it made. */
export type Work = { reads: number; writes: string[]; hashes: number }

/** A real database that also tells what is asked of it, and the count of hashes beside it. */
export function countWork() {
  const work: Work = { reads: 0, writes: [], hashes: 0 }
  const original = crypto.createHmac
  crypto.createHmac = (...given: Parameters<typeof crypto.createHmac>) => {
    work.hashes += 1
    return original(...given)
  }
  syncBuiltinESMExports()
  onTestFinished(() => {
    crypto.createHmac = original
    syncBuiltinESMExports()
  })
  return {
    wrap: (database: Database) => countingDatabase(database, work),
    /** What was done since this was last asked. */
    take(): Work {
      const done = { ...work }
      Object.assign(work, { reads: 0, writes: [], hashes: 0 })
      return done
    },
  }
}

function countingDatabase(database: Database, work: Work): Database {
  return {
    ...countingQueries(database, work),
    kind: database.kind,
    allTogether(selects) {
      work.reads += selects.length
      return database.allTogether(selects)
    },
    transaction: (run, options) =>
      database.transaction((queries) => run(countingQueries(queries, work)), options),
    clearLog: () => database.clearLog(),
    close: () => database.close(),
  }
}

function countingQueries(queries: Queries, work: Work): Queries {
  const counted = (sql: string) => {
    // Texts wait for their turn in the background, and the hours are read once a second, whoever calls.
    if (/\btexts?\b|text_pace|opening_hours/.test(sql)) return sql
    if (/^\s*SELECT/i.test(sql)) work.reads += 1
    else work.writes.push(sql.replace(/\s+/g, ' '))
    return sql
  }
  return {
    get: (sql, ...values) => queries.get(counted(sql), ...values),
    all: (sql, ...values) => queries.all(counted(sql), ...values),
    run: (sql, ...values) => queries.run(counted(sql), ...values),
  }
}
