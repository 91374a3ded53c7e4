import type { Heard } from '../hearing/heard.ts'
import { aliasKeys } from '../hearing/names/heard-key.ts'
import { findAliasedNames } from '../store/aliases.ts'
import type { Client } from '../store/clients.ts'
import type { Deciding, Identification, NameContext } from './identification.ts'
import { identify } from './identify.ts'

/** A caller is asked about two at most. */
const MOST_ASKED = 2

/**
 * A name that was not recognised, but that the office has said whose it is: its bearers are asked about before others, never
 * taken. A name that is clear goes to its bearer, so that an alias costs a look-up only where there was none.
 */
export async function preferAlias(
  deciding: Deciding,
  heard: Heard,
  context: NameContext,
  found: Identification,
): Promise<Identification> {
  if (found.kind !== 'near' && found.kind !== 'nobody') return found
  const names = await findAliasedNames(deciding.queries, aliasKeys(heard.speech))
  if (names.length === 0) return found
  const aliased = names.slice(0, MOST_ASKED).map((name) => bearersOf(deciding, name, context))
  const near = found.kind === 'near' ? [found.best, found.next] : []
  const [best, ...others] = [...(await Promise.all(aliased)), ...near].filter((list) => list.length > 0)
  if (!best) return found
  const next = others.find(([first]) => first?.id !== best[0]?.id) ?? []
  return { kind: 'near', best, next, nearest: [...best, ...found.nearest].slice(0, MOST_NEAREST) }
}

/** As many as are kept in mind of those who came near. */
const MOST_NEAREST = 10

/** Everybody who would be meant if the name had been heard as it is on file; nobody when the caller has declined it. */
async function bearersOf(deciding: Deciding, name: string, context: NameContext): Promise<Client[]> {
  const meant = await identify(deciding, { speech: name, digits: '' }, context)
  if (meant.kind === 'one') return [meant.client]
  if (meant.kind === 'several') return meant.clients
  return meant.kind === 'near' ? meant.best : []
}
