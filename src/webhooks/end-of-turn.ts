let ending: Promise<void> | undefined

/**
 * Resolves at the end of this turn of the event loop, for everybody who asks in it. Answers that are sent together cost the
 * process one wake-up, and let the next requests come together too, so that they share a commit.
 */
export function endOfTurn(): Promise<void> {
  ending ??= new Promise((resolve) => {
    setImmediate(() => {
      ending = undefined
      resolve()
    })
  })
  return ending
}
