import type { Database, Queries } from './database.ts'

/** A table whose rows wait to be sent, as SQL: each part is a constant of the code. */
export type ClaimTable = {
  /** With the columns state, tries, due_at, due_in, leased_until, code and reason. */
  table: string
  key: string
  /** A table of one row, which servers on one database lock to claim one after the other. */
  pace: string
  /** Which rows may have their turn. */
  candidates: string
  /** Which rows `other` must not be in flight together with the row `next`. */
  rivals: string
  order: string
  /** What a claim returns, in the names of its type. */
  columns: string
  /** Longer than any try takes. After it, another server may take the row of one that died. */
  leaseMs: number
}

type NextTurn = { dueAt: number | null; freeAt: number; isAhead: number }

/** The rows of a table that wait for a try, and the claims of the servers that make one. */
export class Claims<Claimed> {
  readonly #table: ClaimTable
  readonly #sql: ReturnType<typeof writeSql>

  constructor(table: ClaimTable) {
    this.#table = table
    this.#sql = writeSql(table)
  }

  /**
   * Takes the next row that is due, if one may leave now. The row of the pace is locked first, so servers on one
   * database claim one after the other.
   * @param freeInOf how long after this one nothing else may leave
   */
  claimNext(
    database: Database,
    now: number,
    freeInOf: (claimed: Claimed) => number,
  ): Promise<Claimed | undefined> {
    const sql = this.#sql
    return database.transaction(async (queries) => {
      if ((await queries.run(sql.lock, now)) === 0) return undefined
      const claimed = await queries.get<Claimed>(sql.claim, now + this.#table.leaseMs, now, now, now)
      if (!claimed) return undefined
      const freeIn = freeInOf(claimed)
      await queries.run(sql.pace, now + freeIn, freeIn)
      return claimed
    })
  }

  /** When `claimNext` may next find something; undefined when nothing waits. */
  async nextTurn(database: Database, now: number): Promise<number | undefined> {
    const read = () => database.get<NextTurn>(this.#sql.nextTurn, now, now, now + this.#table.leaseMs)
    let row = await read()
    if (row?.isAhead) {
      await this.#clampFutureTimes(database, now)
      row = await read()
    }
    return row?.dueAt == null ? undefined : Math.max(row.dueAt, row.freeAt)
  }

  /** Gives the row back until later, unless another server has claimed it meanwhile. */
  async postpone(
    queries: Queries,
    { key, tries }: { key: string; tries: number },
    { code, reason }: { code?: string; reason: string },
    { now, waitMs }: { now: number; waitMs: number },
  ): Promise<void> {
    await queries.run(this.#sql.postpone, now + waitMs, waitMs, code ?? null, reason, key, tries)
  }

  /**
   * What lies further ahead than it was written for was written by a clock that was ahead: this server's before it was
   * set back, or another server's. Its term begins anew, so that a try in flight elsewhere still has the time it needs.
   */
  async #clampFutureTimes(database: Database, now: number): Promise<void> {
    const { leaseMs } = this.#table
    await database.run(this.#sql.clampDue, now, now)
    await database.run(this.#sql.clampLease, now + leaseMs, now + leaseMs)
    await database.run(this.#sql.clampPace, now, now)
  }
}

function writeSql({ table, key, pace, candidates, rivals, order, columns }: ClaimTable) {
  const waits = "state = 'waiting'"
  return {
    lock: `UPDATE ${pace} SET free_at = free_at WHERE only_row = 1 AND free_at <= ?`,
    claim: `UPDATE ${table} SET tries = tries + 1, leased_until = ?
      WHERE ${key} = (
        SELECT ${key} FROM ${table} AS next
        WHERE ${candidates} AND due_at <= ? AND leased_until <= ?
          AND NOT EXISTS (
            SELECT 1 FROM ${table} AS other
            WHERE ${rivals} AND other.state = 'waiting' AND other.leased_until > ?
          )
        ORDER BY ${order} LIMIT 1
      )
      RETURNING ${columns}`,
    pace: `UPDATE ${pace} SET free_at = ?, free_in = ? WHERE only_row = 1`,
    nextTurn: `SELECT free_at AS "freeAt", (
        SELECT MIN(CASE WHEN leased_until > due_at THEN leased_until ELSE due_at END)
        FROM ${table} WHERE ${candidates}
      ) AS "dueAt", CASE WHEN free_at > free_in + ? OR EXISTS (
        SELECT 1 FROM ${table} WHERE ${waits} AND (due_at > due_in + ? OR leased_until > ?)
      ) THEN 1 ELSE 0 END AS "isAhead"
      FROM ${pace} WHERE only_row = 1`,
    postpone: `UPDATE ${table} SET due_at = ?, due_in = ?, leased_until = 0, code = ?, reason = ?
      WHERE ${key} = ? AND ${waits} AND tries = ?`,
    clampDue: `UPDATE ${table} SET due_at = due_in + ? WHERE ${waits} AND due_at > due_in + ?`,
    clampLease: `UPDATE ${table} SET leased_until = ? WHERE ${waits} AND leased_until > ?`,
    clampPace: `UPDATE ${pace} SET free_at = free_in + ? WHERE free_at > free_in + ?`,
  }
}
