/** Work that somebody waited for was not done in time; it goes on by itself. */
export class TooLate extends Error {
  override name = 'TooLate'
}

/**
 * Settles as `work` does, or rejects once that has taken too long. Whoever waited has gone on by then, so that a failure
 * after it is told to `onLateFailure` alone.
 */
export function inTime<Result>(
  work: Promise<Result>,
  limitMs: number,
  onLateFailure: (error: unknown) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new TooLate(`no answer within ${limitMs} ms`))
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
