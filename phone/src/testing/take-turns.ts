import type { Answer, Caller } from '../engine/answer.ts'

export type Turns = {
  /** Resolves when the line listens, or when the call is over. */
  next(): Promise<void>
  /** Answers the open question; false when there is none. */
  give(answer: Answer): boolean
}

/** A call whose questions wait for answers from outside. */
export function takeTurns(place: (caller: Caller) => Promise<unknown>): Turns {
  let open: ((answer: Answer) => void) | undefined
  let wake = () => {}
  let asked = Promise.resolve()
  const expectQuestion = () => {
    asked = new Promise((resolve) => {
      wake = resolve
    })
  }
  expectQuestion()
  const over = place(
    () =>
      new Promise((resolve) => {
        open = resolve
        wake()
      }),
  )
  return {
    next: async () => {
      await Promise.race([asked, over])
    },
    give: (answer) => {
      const resolve = open
      open = undefined
      expectQuestion()
      resolve?.(answer)
      return resolve !== undefined
    },
  }
}
