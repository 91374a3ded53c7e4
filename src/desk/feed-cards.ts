import { type Xml, xml } from '../cxml/xml.ts'
import { type FeedRow, readFeeds } from '../store/feeds.ts'
import type { DeskParts } from './desk-parts.ts'
import { hidden } from './form.ts'
import { moment } from './moments.ts'

export const FEED_PATH = '/desk/to-do/feed'

/** The feeds that wait for somebody: held until it is allowed that many people are removed, or broken. */
export async function waitingFeeds({ database, settings }: DeskParts): Promise<FeedRow[]> {
  if (settings.feeds.length === 0) return []
  const rows = await readFeeds(database)
  return rows.filter((row) => settings.feeds.includes(row.name) && (isHeld(row) || row.failures > 0))
}

/** Once it is allowed, the next run follows within seconds. */
function isHeld({ isHeld, heldRemoval, allowedRemoval }: FeedRow): boolean {
  return isHeld === 1 && heldRemoval !== allowedRemoval
}

export function feedCard(desk: DeskParts, row: FeedRow): Xml {
  const { words } = desk
  const { feeds } = words
  const { name, heldRemoval, goodAt, fault } = row
  const loaded = goodAt === null ? xml`${feeds.never}` : moment(desk, goodAt)
  const why = isHeld(row) ? countsOf(desk, row) : (fault ?? '').replace(`${name}: `, '')
  const act =
    isHeld(row) && heldRemoval !== null
      ? xml`<form method="post" action="${FEED_PATH}">${hidden({ name, removal: heldRemoval })}<button>${feeds.allow}</button></form>`
      : xml``
  return xml`<li class="card thing failed"><div><h2>${isHeld(row) ? feeds.held : feeds.broken}</h2><p class="soft">${name}</p></div>
<dl><div><dt>${words.why}</dt><dd>${why}</dd></div><div><dt>${feeds.loaded}</dt><dd>${loaded}</dd></div></dl>${act}</li>`
}

/** Asks for confirmation: a removal cannot be undone. */
export function askToAllow(desk: DeskParts, row: FeedRow): Xml {
  const { words } = desk
  const { feeds } = words
  const { name, heldRemoval } = row
  const fields = { name, removal: heldRemoval ?? '', sure: 'yes' }
  return xml`<section class="card"><h2>${feeds.ask(name)}</h2><p>${countsOf(desk, row)} ${feeds.means}</p>
<form class="buttons gap" method="post" action="${FEED_PATH}">${hidden(fields)}<button class="danger">${feeds.sure}</button><a class="button" href="/desk/to-do">${words.cancel}</a></form></section>`
}

function countsOf({ words }: DeskParts, { heldRemoved, heldTotal }: FeedRow): string {
  return words.feeds.removes(heldRemoved ?? 0, heldTotal ?? 0)
}
