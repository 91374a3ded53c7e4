import { type Xml, xml } from '../cxml/xml.ts'
import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import { clientSubject, numberSubject } from '../pins/subjects.ts'
import { findPhone } from '../store/clients.ts'
import { findLockedUntil } from '../store/failed-attempts.ts'
import type { DeskParts } from './desk-parts.ts'
import { personPath } from './found-people.ts'
import { moment } from './moments.ts'

/** Until when a person's record and their number on file are locked; each is past or 0 when it is not. */
export type Locks = { record: number; number: number }

export async function findLocks(desk: DeskParts, id: string): Promise<Locks> {
  const { database } = desk
  const number = await ownNumberSubject(desk, id)
  return {
    record: await findLockedUntil(database, clientSubject(id)),
    number: number === undefined ? 0 : await findLockedUntil(database, number),
  }
}

/** What wrong PINs from a person's number on file are counted under; undefined without a number. */
export async function ownNumberSubject(
  { database, settings }: DeskParts,
  id: string,
): Promise<string | undefined> {
  const phone = await findPhone(database, id)
  // Any other would stand for all callers who withhold theirs.
  return phone !== undefined && isCallerNumber(phone) ? numberSubject(phone, settings.pinSecret) : undefined
}

/** The locks that hold, each with the button that ends it. */
export function lockNotices(desk: DeskParts, id: string, { record, number }: Locks): Xml[] {
  const { words } = desk
  return [
    { until: record, says: words.lockedUntil, button: words.unlock, path: 'unlock' },
    { until: number, says: words.numberLockedUntil, button: words.unlockOwnNumber, path: 'unlock-number' },
  ]
    .filter(({ until }) => until > desk.now().getTime())
    .map(
      ({ until, says, button, path }) =>
        xml`<div class="notice fault"><p>${says} ${moment(desk, until)}</p><form method="post" action="${personPath(id)}/${path}"><button class="primary">${button}</button></form></div>`,
    )
}

/** What the unlocking of something that was locked until then has done. */
export function describeUnlocked({ words, now }: DeskParts, until: number | undefined): string {
  if (until === undefined) return words.wasNotLocked
  return until > now().getTime() ? words.unlocked : words.pinsForgotten
}
