/** Runs pieces of work one after the other, in the order in which they asked. */
export class Mutex {
  #last: Promise<void> | undefined

  /** When it is not locked, a single statement need not wait at all. */
  get isLocked(): boolean {
    return this.#last !== undefined
  }

  run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const result = (this.#last ?? Promise.resolve()).then(work)
    const isOver = () => {
      if (this.#last === over) this.#last = undefined
    }
    const over: Promise<void> = result.then(isOver, isOver)
    this.#last = over
    return result
  }
}
