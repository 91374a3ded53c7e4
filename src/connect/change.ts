import { CommandError } from '../errors/command-error.ts'
import { changesBetween, differences, restoring, settingLabel } from '../signalwire/call-settings.ts'
import { explainFailure } from '../signalwire/explain-failure.ts'
import type { CallSettings, PhoneNumber, SettingName } from '../signalwire/phone-number.ts'
import { PlatformError } from '../signalwire/platform-error.ts'
import type { Project } from '../signalwire/project.ts'
import { byHand } from '../signalwire/voice-line.ts'

/** The changes, one setting per line. */
export function describeChange(now: CallSettings, wanted: CallSettings): string {
  // The keys of CallSettings are SettingNames, by its type.
  const shown = Object.entries(changesBetween(now, wanted)) as [SettingName, string][]
  const width = Math.max(...shown.map(([name]) => settingLabel(name).length))
  return shown
    .map(
      ([name, value]) =>
        `  ${settingLabel(name).padEnd(width)}  ${now[name] || '(none)'} → ${value || '(none)'}`,
    )
    .join('\n')
}

/** Changes a number, and reads back what was stored. If that is not what was wanted, the number is restored. */
export async function changeNumber(
  project: Project,
  number: PhoneNumber,
  wanted: CallSettings,
): Promise<void> {
  const stored = await store(project, number, wanted)
  const wrong = differences(stored.settings, wanted)
  if (wrong.length === 0) return
  const reason = `the platform did not store the ${listOf(wrong)}`
  const fix = `set it ${byHand(wanted.call_request_url ?? '')}`
  await restoreNumber(project, stored, number.settings).catch((error: unknown) => {
    const failed = `${reason}, and the number's previous settings could not be restored: ${sayWhy(error, project)}`
    throw new CommandError(
      `${number.number} is half changed, because ${failed} Run it with --undo, or ${fix}.`,
    )
  })
  throw new CommandError(`${number.number} was restored, because ${reason}: ${fix}.`)
}

/** Gives a number the settings that it had before, and reads back whether it has them. */
export async function restoreNumber(
  project: Project,
  number: PhoneNumber,
  before: CallSettings,
): Promise<void> {
  const wanted = restoring(before)
  const stored = await store(project, number, changesBetween(number.settings, wanted))
  const wrong = differences(stored.settings, wanted)
  if (wrong.length === 0) return
  throw new CommandError(
    `The platform did not restore the ${listOf(wrong)} of ${number.number}: set it in the dashboard.`,
  )
}

function listOf(names: SettingName[]): string {
  return names.map(settingLabel).join(', ')
}

function sayWhy(error: unknown, { space }: Project): string {
  if (error instanceof CommandError) return error.message
  const { says, fix } = explainFailure(error, space)
  return `${says}: ${fix}.`
}

async function store(project: Project, number: PhoneNumber, changes: CallSettings): Promise<PhoneNumber> {
  await project.update(number.id, changes).catch((error: unknown) => {
    if (!(error instanceof PlatformError) || isRefusal(error)) throw error
    // An empty answer; what was stored is read next.
    if (isDone(error)) return
    throw new CommandError(
      `The platform did not confirm that ${number.number} was changed (${error.message}): run this again.`,
    )
  })
  return readBack(project, number)
}

async function readBack(project: Project, { id, number }: PhoneNumber): Promise<PhoneNumber> {
  const fail = (reason: string) => {
    throw new CommandError(
      `${number} was changed, but its settings cannot be read back (${reason}): run this again.`,
    )
  }
  const numbers = await project.numbers().catch((error: unknown) => {
    if (!(error instanceof PlatformError)) throw error
    return fail(error.message)
  })
  return numbers.find((one) => one.id === id) ?? fail('it is not listed')
}

function isDone({ status = 0 }: PlatformError): boolean {
  return status >= 200 && status < 300
}

/** The platform changed nothing. */
function isRefusal({ status = 0 }: PlatformError): boolean {
  return status >= 400 && status < 500
}
