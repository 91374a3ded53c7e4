import { createHash } from 'node:crypto'
import type { Queries } from '../store/database.ts'
import { pagesOf, type Row, type Table } from '../store/tables.ts'

/** A summary of a table. The hash is a sum over the rows, because databases sort text differently. */
export type Digest = { rows: number; hash: string }

const HASH_BITS = 128

export async function digestOf(
  queries: Queries,
  table: Table,
  onRows: (rows: number) => void,
): Promise<Digest> {
  let rows = 0
  let sum = 0n
  for await (const page of pagesOf(queries, table)) {
    for (const row of page) sum += hashOf(table, row)
    rows += page.length
    onRows(page.length)
  }
  const hash = BigInt.asUintN(HASH_BITS, sum).toString(16)
  return { rows, hash: hash.padStart(HASH_BITS / 4, '0') }
}

export function isSame(a: Digest, b: Digest): boolean {
  return a.rows === b.rows && a.hash === b.hash
}

function hashOf({ columns }: Table, row: Row): bigint {
  const text = JSON.stringify(columns.map((column) => row[column] ?? null))
  const hash = createHash('sha256').update(text).digest('hex')
  return BigInt(`0x${hash.slice(0, HASH_BITS / 4)}`)
}
