import { sentences } from '../call/sentences/catalogues.ts'
import { spokenOpening } from '../call/spoken-time.ts'
import type { OfficeState } from '../hours/office-state.ts'
import type { DeskParts } from './desk-parts.ts'

/** What the line says of the office at a moment, in its first language: at the greeting, and where the operator would be dialled. */
export function callerHears({ language, settings }: DeskParts, state: OfficeState, now: number): string[] {
  const says = sentences[language]
  const { officeName, timeZone: zone } = settings
  const greeting = officeName ? [says.greeting(officeName)] : []
  if (state.isOpen) return greeting
  const { closedDay, opensAt, isUnusual } = state
  const reason = closedDay?.say[language]
  const opens =
    opensAt === undefined
      ? []
      : [says.opensAgain(spokenOpening({ at: opensAt, now, zone }, isUnusual, language))]
  return [...greeting, ...(reason ? [reason] : []), [says.officeClosed, ...opens].join(' ')]
}
