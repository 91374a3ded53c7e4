import { Breach } from './breach.ts'
import { openDocument } from './document.ts'
import { type Document, type Line, report, type Step } from './line.ts'

/** What plays while the caller waits. If it cannot be used, the caller waits in silence: the call goes on. */
export async function openWaiting(line: Line, step: Step): Promise<Document | undefined> {
  try {
    return await openDocument(line, step)
  } catch (error) {
    if (!(error instanceof Breach) || line.switches.strictness === 'strict') throw error
    const platform = 'the caller waits in silence'
    report(line, new Breach({ ...error.details, platform, severity: 'warning' }))
    return undefined
  }
}
