import { CommandError } from '../errors/command-error.ts'
import { changesBetween, differences } from '../signalwire/call-settings.ts'
import type { Explanation } from '../signalwire/explain-failure.ts'
import type { CallSettings, PhoneNumber } from '../signalwire/phone-number.ts'
import { PlatformError } from '../signalwire/platform-error.ts'
import type { Project } from '../signalwire/project.ts'

const LABELS: Record<keyof CallSettings, string> = {
  voiceUrl: 'voice URL',
  voiceMethod: 'voice method',
  fallbackUrl: 'fallback URL',
  fallbackMethod: 'fallback method',
  statusUrl: 'status callback',
  statusMethod: 'status callback method',
  application: 'cXML application',
}

/** The changes, one setting per line. */
export function describeChange(now: CallSettings, wanted: CallSettings): string {
  const width = Math.max(...Object.values(LABELS).map((label) => label.length))
  return differences(now, wanted)
    .filter((key) => now[key] !== wanted[key])
    .map((key) => `  ${LABELS[key].padEnd(width)}  ${shown(now[key])} → ${shown(wanted[key])}`)
    .join('\n')
}

const shown = (value: string) => value || '(none)'

/** Why calls would not arrive with the settings that were stored; undefined when they would. */
type FindFault = (stored: PhoneNumber) => Explanation | undefined

/**
 * Changes a number and reads back what was stored. Settings that were not stored as sent, or that are of no use, are
 * undone, so that the number is never left half changed.
 */
export async function changeNumber(
  project: Project,
  number: PhoneNumber,
  wanted: CallSettings,
  findFault: FindFault = () => undefined,
): Promise<PhoneNumber> {
  const stored = await store(project, number, wanted)
  const wrong = differences(stored.settings, wanted).map((key) => LABELS[key])
  const fault = wrong.length > 0 ? notStored(wrong) : findFault(stored)
  if (!fault) return stored
  await store(project, stored, number.settings)
  throw new CommandError(`${number.number} was restored, because ${fault.says}: ${fault.fix}.`)
}

function notStored(labels: string[]): Explanation {
  return { says: `the platform did not store the ${labels.join(', ')}`, fix: 'set it in the dashboard' }
}

async function store(project: Project, number: PhoneNumber, wanted: CallSettings): Promise<PhoneNumber> {
  await project.update(number.sid, changesBetween(number.settings, wanted)).catch((error: unknown) => {
    if (!(error instanceof PlatformError) || isRefusal(error)) throw error
    // An empty answer; what was stored is read next.
    if (isDone(error)) return
    throw new CommandError(
      `The platform did not confirm that ${number.number} was changed (${error.message}): run this again.`,
    )
  })
  return project.number(number.sid).catch((error: unknown) => {
    if (!(error instanceof PlatformError)) throw error
    throw new CommandError(
      `${number.number} was changed, but its settings cannot be read back (${error.message}): run this again.`,
    )
  })
}

function isDone({ status = 0 }: PlatformError): boolean {
  return status >= 200 && status < 300
}

/** The platform changed nothing. */
function isRefusal({ status = 0 }: PlatformError): boolean {
  return status >= 400 && status < 500
}
