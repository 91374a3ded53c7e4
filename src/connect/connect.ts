import { differences, settingsFor } from '../signalwire/call-settings.ts'
import type { PhoneNumber } from '../signalwire/phone-number.ts'
import type { Project } from '../signalwire/project.ts'
import { notHandledByWebhook } from '../signalwire/voice-line.ts'
import { changeNumber, describeChange } from './change.ts'
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
  const wanted = settingsFor(publicUrl)
  if (differences(number.settings, wanted).length === 0) {
    say(`${number.number} calls ${wanted.voiceUrl} already; nothing to change.`)
    return true
  }
  say(`${number.number} would change:\n${describeChange(number.settings, wanted)}`)
  if (!(await isConfirmed(request, `Point ${number.number} here?`))) return request.isDryRun
  const file = previousFile(number.number)
  writePrevious(file, { ...originalOf(number, readPrevious(file)), number: number.number, after: wanted })
  await changeNumber(request.project, number, wanted, notHandledByWebhook)
  say(
    `${number.number} now calls ${wanted.voiceUrl}. Its previous settings are in ${file}; --undo restores them.`,
  )
  return true
}

/** A number that we have moved ourselves, as when the tunnel's address changes, keeps the settings of the first time. */
function originalOf(
  number: PhoneNumber,
  previous: PreviousSettings | undefined,
): Pick<PreviousSettings, 'before' | 'handler'> {
  if (previous && differences(number.settings, previous.after).length === 0) return previous
  return { before: number.settings, ...(number.handler && { handler: number.handler }) }
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
  if (differences(number.settings, previous.before).length === 0) {
    say(`${number.number} has its previous settings already.`)
  } else {
    say(`${number.number} would change back:\n${describeChange(number.settings, previous.before)}`)
    if (!(await isConfirmed(request, 'Restore the previous settings?'))) return request.isDryRun
    const { handler } = await changeNumber(request.project, number, previous.before)
    say(`${number.number} has its previous settings again.`)
    if (previous.handler && previous.handler !== handler)
      say(`Its calls were handled by ${previous.handler}: set that in the dashboard.`)
  }
  if (!request.isDryRun) removePrevious(file)
  return true
}

async function isConfirmed({ isDryRun, confirm, say }: ConnectRequest, question: string): Promise<boolean> {
  if (isDryRun) say('Nothing was changed: this was a dry run.')
  else if (await confirm(question)) return true
  else say('Nothing was changed.')
  return false
}
