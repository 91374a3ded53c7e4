import type Sqlite from 'better-sqlite3'

/** `committed` rejects when what was written is lost after all. */
export type Written<Result> = { result: Result; committed: Promise<void> }

type Writers = { committed: Promise<void>; resolve(): void; reject(error: unknown): void }

/**
 * The statements of one turn of the event loop share a transaction: the first one begins it, and it is committed once
 * for all of them when the turn is over. Locking and committing cost SQLite far more than a statement does.
 */
export class GroupCommit {
  readonly #connection: Sqlite.Database
  readonly #begin: Sqlite.Statement
  readonly #commit: Sqlite.Statement
  readonly #save: Sqlite.Statement
  readonly #release: Sqlite.Statement
  readonly #undo: Sqlite.Statement
  #timer: NodeJS.Immediate | undefined
  #writers: Writers | undefined

  constructor(connection: Sqlite.Database) {
    this.#connection = connection
    this.#begin = connection.prepare('BEGIN')
    this.#commit = connection.prepare('COMMIT')
    this.#save = connection.prepare('SAVEPOINT work')
    this.#release = connection.prepare('RELEASE work')
    this.#undo = connection.prepare('ROLLBACK TO work')
  }

  read<Result>(statement: () => Result): Result {
    this.#open()
    return statement()
  }

  /** Throws when the statement fails, which undoes that statement alone. */
  write<Result>(statement: () => Result): Written<Result> {
    this.#open()
    try {
      return this.#written(statement())
    } catch (error) {
      // A transaction that has read cannot write once another process has: the next try needs a new one.
      this.end()
      throw error
    }
  }

  /** All that `work` does, or none of it. Nothing else may use the connection until it is done. */
  async writeAll<Result>(work: () => Promise<Result>): Promise<Written<Result>> {
    this.#open()
    this.#save.run()
    try {
      const result = await work()
      this.#release.run()
      return this.#written(result)
    } catch (error) {
      if (this.#connection.inTransaction) this.#undo.run()
      this.end()
      throw error
    }
  }

  /** Commits now what has been written so far. */
  end(): void {
    if (!this.#timer) return
    clearImmediate(this.#timer)
    this.#timer = undefined
    const writers = this.#writers
    this.#writers = undefined
    try {
      this.#commit.run()
      writers?.resolve()
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK')
      writers?.reject(error)
    }
  }

  #written<Result>(result: Result): Written<Result> {
    this.#writers ??= awaitCommit()
    return { result, committed: this.#writers.committed }
  }

  #open(): void {
    if (this.#timer) return
    this.#begin.run()
    this.#timer = setImmediate(() => this.end())
  }
}

function awaitCommit(): Writers {
  let settle: Pick<Writers, 'resolve' | 'reject'> = { resolve() {}, reject() {} }
  const committed = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { committed, ...settle }
}
