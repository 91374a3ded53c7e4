import { findByKeys } from '../hearing/names/key-search.ts'
import { TimeSlice } from '../hearing/names/time-slice.ts'
import { type Client, findClient, findNamesakes, type Namesake } from '../store/clients.ts'
import type { Deciding, KeyedIdentification, KeyedName } from './identification.ts'

/** How many names are looked up before other calls have their turn. */
const NAMES_A_SLICE = 300

type Fitting = Namesake & { closeness: number }

/** Whose names begin with the keys. */
export async function identifyKeyed(deciding: Deciding, keyed: KeyedName): Promise<KeyedIdentification> {
  const fitting = await findFitting(deciding, keyed)
  if (fitting.length > 1) return { kind: 'several', canBeToldApart: hasUniqueEnd(fitting) }
  const [client] = await clientsOf(deciding, fitting)
  return client ? { kind: 'one', client } : { kind: 'nobody' }
}

/**
 * Of the people whose names begin with the keys, the closest whose number on file ends so; at most two. A person
 * who is alone on their keys needs no digits.
 */
export async function findKeyed(deciding: Deciding, keyed: KeyedName, lastFour: string): Promise<Client[]> {
  const fitting = await findFitting(deciding, keyed)
  return clientsOf(deciding, fitting.length > 1 ? closestOf(fitting, lastFour) : fitting)
}

async function clientsOf({ queries }: Deciding, people: Fitting[]): Promise<Client[]> {
  const clients = await Promise.all(people.slice(0, 2).map(({ id }) => findClient(queries, id)))
  return clients.filter((client) => client !== undefined)
}

/** Everybody whose names begin with the keys. */
async function findFitting({ queries, index }: Deciding, { family, given }: KeyedName): Promise<Fitting[]> {
  const names = new Map<string, number>()
  for (const { key, closeness } of await findByKeys(index, family, given)) names.set(key, closeness)
  const keys = [...names.keys()]
  const fitting: Fitting[] = []
  const slice = new TimeSlice()
  for (let at = 0; at < keys.length; at += NAMES_A_SLICE) {
    const people = await findNamesakes(queries, keys.slice(at, at + NAMES_A_SLICE))
    for (const person of people) fitting.push({ ...person, closeness: names.get(person.nameKey) ?? 1 })
    if (slice.isOver) await slice.yield()
  }
  return fitting
}

function closestOf(fitting: Fitting[], lastFour: string): Fitting[] {
  const left = fitting.filter((one) => one.lastFour === lastFour)
  const closest = Math.min(...left.map(({ closeness }) => closeness))
  return left.filter(({ closeness }) => closeness === closest)
}

/** Whether at least one of them has a number on file that ends like nobody else's. */
function hasUniqueEnd(people: Fitting[]): boolean {
  const counts = new Map<string, number>()
  for (const { lastFour } of people) if (lastFour) counts.set(lastFour, (counts.get(lastFour) ?? 0) + 1)
  return [...counts.values()].includes(1)
}
