let end: Promise<void> | undefined

/**
 * Resolves when this turn of the event loop is over, for all who wait at once. Answers that leave together let the next
 * requests come together, and what they write is committed together.
 */
export function endOfTurn(): Promise<void> {
  end ??= new Promise((resolve) => {
    setImmediate(() => {
      end = undefined
      resolve()
    })
  })
  return end
}
