/** `fail`: calls, or the texts they promise, will fail. `skip`: could not be checked. */
export type State = 'ok' | 'warn' | 'fail' | 'skip'

/** One line of the doctor's output. */
export type Finding = { check: string; state: State; says: string; fix?: string }

/** A finding without the name of its check. */
export type Result = Omit<Finding, 'check'>

export const ok = (says: string): Result => ({ state: 'ok', says })
export const warn = (says: string, fix: string): Result => ({ state: 'warn', says, fix })
export const fail = (says: string, fix: string): Result => ({ state: 'fail', says, fix })
export const skip = (says: string): Result => ({ state: 'skip', says })
