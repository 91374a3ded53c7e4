/** The work was not done in time; it goes on by itself. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/**
 * Settles as `work` does, or rejects once that has taken too long. A failure after that goes to `onLateFailure`.
 * @throws TimeoutError
 */
export function withTimeout<Result>(
  work: Promise<Result>,
  limitMs: number,
  onLateFailure: (error: unknown) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new TimeoutError(`no answer within ${limitMs} ms`))
    }, limitMs)
    work.then(
      (result) => {
        clearTimeout(timer)
        resolve(result)
      },
      (error: unknown) => {
        clearTimeout(timer)
        if (isLate) onLateFailure(error)
        else reject(error)
      },
    )
  })
}
