/** Lets pieces of work have the connection to themselves, one after the other, in the order they asked. */
export class Turns {
  #last: Promise<void> | undefined

  /** False when it is nobody's turn, so that a single statement need not wait at all. */
  get areTaken(): boolean {
    return this.#last !== undefined
  }

  take<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const result = (this.#last ?? Promise.resolve()).then(work)
    const isOver = () => {
      if (this.#last === over) this.#last = undefined
    }
    const over: Promise<void> = result.then(isOver, isOver)
    this.#last = over
    return result
  }
}
