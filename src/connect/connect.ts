import { canBeSet, differences, restoring, settingsFor } from '../signalwire/call-settings.ts'
import type { CallSettings, PhoneNumber } from '../signalwire/phone-number.ts'
import type { Project } from '../signalwire/project.ts'
import { changeNumber, describeChange, restoreNumber } from './change.ts'
import {
  type PreviousSettings,
  previousFile,
  readPrevious,
  removePrevious,
  writePrevious,
} from './previous-settings.ts'

export type ConnectRequest = {
  project: Project
  number: PhoneNumber
  /** Only says what would change. */
  isDryRun: boolean
  /** Asks the user whether to go on. */
  confirm(question: string): Promise<boolean>
  say(text: string): void
}

/** Points a number at this server, after saving its settings on disk. False when the user declined. */
export async function connectNumber(request: ConnectRequest, publicUrl: string): Promise<boolean> {
  const { number, say } = request
  const wanted = settingsFor(publicUrl, number)
  if (differences(number.settings, wanted).length === 0) {
    say(`${number.number} calls ${wanted.call_request_url} already; nothing to change.`)
    return true
  }
  say(`${number.number} would change:\n${describeChange(number.settings, wanted)}`)
  sayWhatUndoCannot(number.settings, number.resource, say)
  if (!(await isConfirmed(request, `Point ${number.number} here?`))) return request.isDryRun
  const file = previousFile(number.number)
  writePrevious(file, { ...originalOf(number, readPrevious(file)), number: number.number, after: wanted })
  await changeNumber(request.project, number, wanted)
  say(
    `${number.number} now calls ${wanted.call_request_url}. Its previous settings are in ${file}; --undo restores them.`,
  )
  return true
}

/** A number that we have moved ourselves, as when the tunnel's address changes, keeps the settings of the first time. */
function originalOf(
  number: PhoneNumber,
  previous: PreviousSettings | undefined,
): Pick<PreviousSettings, 'before' | 'resource'> {
  if (previous && differences(number.settings, previous.after).length === 0) return previous
  return { before: number.settings, ...(number.resource && { resource: number.resource }) }
}

/** Restores the settings from before the number was connected. False when they are not known or the user declined. */
export async function disconnectNumber(request: ConnectRequest): Promise<boolean> {
  const { number, say } = request
  const file = previousFile(number.number)
  const previous = readPrevious(file)
  if (!previous) {
    say(`There are no previous settings of ${number.number}: it was not connected from this folder.`)
    return false
  }
  const wanted = restoring(previous.before)
  if (differences(number.settings, wanted).length === 0) {
    say(`${number.number} has its previous settings already.`)
  } else {
    say(`${number.number} would change back:\n${describeChange(number.settings, wanted)}`)
    if (!(await isConfirmed(request, 'Restore the previous settings?'))) return request.isDryRun
    await restoreNumber(request.project, number, previous.before)
    say(`${number.number} has its previous settings again.`)
  }
  sayWhatUndoCannot(previous.before, previous.resource, say)
  if (!request.isDryRun) removePrevious(file)
  return true
}

/** A call flow, an AI agent and the like are assigned in the dashboard only. */
function sayWhatUndoCannot(
  { call_handler: handler }: CallSettings,
  resource: string | undefined,
  say: ConnectRequest['say'],
): void {
  if (!handler || canBeSet(handler)) return
  const which = resource ? `${handler}, the resource ${resource}` : handler
  say(`Only the dashboard can assign the number to what handled its calls before (${which}); --undo cannot.`)
}

async function isConfirmed({ isDryRun, confirm, say }: ConnectRequest, question: string): Promise<boolean> {
  if (isDryRun) say('Nothing was changed: this was a dry run.')
  else if (await confirm(question)) return true
  else say('Nothing was changed.')
  return false
}
