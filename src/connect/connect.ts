import { differences, settingsFor } from '../signalwire/call-settings.ts'
import type { PhoneNumber } from '../signalwire/phone-number.ts'
import type { Project } from '../signalwire/project.ts'
import { notHandledByWebhook } from '../signalwire/voice-line.ts'
import { changeNumber, describeChange } from './change.ts'
import { type Kept, keptFile, readKept, removeKept, writeKept } from './previous-settings.ts'

export type Wish = {
  project: Project
  number: PhoneNumber
  /** Only says what would happen. */
  isDryRun: boolean
  /** Whether to go on. */
  confirm(question: string): Promise<boolean>
  say(text: string): void
}

/** Points a number here. What it did before is kept on disk first. False when it was not wanted after all. */
export async function connectNumber(wish: Wish, publicUrl: string): Promise<boolean> {
  const { number, say } = wish
  const wanted = settingsFor(publicUrl)
  if (differences(number.settings, wanted).length === 0) {
    say(`${number.number} calls ${wanted.voiceUrl} already; nothing to change.`)
    return true
  }
  say(`${number.number} would change:\n${describeChange(number.settings, wanted)}`)
  if (!(await isWanted(wish, `Point ${number.number} here?`))) return wish.isDryRun
  const file = keptFile(number.number)
  writeKept(file, { ...beforeUs(number, readKept(file)), number: number.number, after: wanted })
  await changeNumber(wish.project, number, wanted, notHandledByWebhook)
  say(`${number.number} now calls ${wanted.voiceUrl}. What it did before is in ${file}; --undo puts it back.`)
  return true
}

/** A number that we have moved ourselves, because the tunnel has a new address, still goes back to where it was first. */
function beforeUs(number: PhoneNumber, kept: Kept | undefined): Pick<Kept, 'before' | 'handler'> {
  if (kept && differences(number.settings, kept.after).length === 0) return kept
  return { before: number.settings, ...(number.handler && { handler: number.handler }) }
}

/** Puts back what a number did before it was connected. False when it was not wanted after all, or is not known. */
export async function disconnectNumber(wish: Wish): Promise<boolean> {
  const { number, say } = wish
  const file = keptFile(number.number)
  const kept = readKept(file)
  if (!kept) {
    say(`Nothing is kept of what ${number.number} did before: it was not connected from this folder.`)
    return false
  }
  if (differences(number.settings, kept.before).length === 0) {
    say(`${number.number} does already what it did before.`)
  } else {
    say(`${number.number} would go back:\n${describeChange(number.settings, kept.before)}`)
    if (!(await isWanted(wish, 'Put it back?'))) return wish.isDryRun
    const { handler } = await changeNumber(wish.project, number, kept.before)
    say(`${number.number} does again what it did before.`)
    if (kept.handler && kept.handler !== handler)
      say(`It was handled by ${kept.handler}: set that in the dashboard.`)
  }
  if (!wish.isDryRun) removeKept(file)
  return true
}

async function isWanted({ isDryRun, confirm, say }: Wish, question: string): Promise<boolean> {
  if (isDryRun) say('Nothing was changed: this was a dry run.')
  else if (await confirm(question)) return true
  else say('Nothing was changed.')
  return false
}
