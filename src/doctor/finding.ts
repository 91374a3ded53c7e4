/** `fail`: a call, or what it promises, would go wrong. `skip`: could not be looked at. */
export type State = 'ok' | 'warn' | 'fail' | 'skip'

/** One line of the doctor's. */
export type Finding = { check: string; state: State; says: string; fix?: string }

/** A finding before it has the name of its check. */
export type Result = Omit<Finding, 'check'>

export const ok = (says: string): Result => ({ state: 'ok', says })
export const warn = (says: string, fix: string): Result => ({ state: 'warn', says, fix })
export const fail = (says: string, fix: string): Result => ({ state: 'fail', says, fix })
export const skip = (says: string): Result => ({ state: 'skip', says })
