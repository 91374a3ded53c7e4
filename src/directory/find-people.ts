import { type Client, onFileFor } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { read } from '../store/read.ts'
import { createDirectory, type Directory } from './directory.ts'
import { type Identification, noContext } from './identification.ts'

export type FoundPerson = {
  id: string
  name: string
  /** Of the phone number on file. */
  lastFour: string | null
  /** Of the next appointment; epoch milliseconds. */
  appointmentAt: number | null
  hasMessage: boolean
}

/** Everybody whom a name may stand for when a caller says it, the likeliest person first. */
export async function findPeople(queries: Queries, name: string, now: Date): Promise<FoundPerson[]> {
  const directory = createDirectory(queries)
  try {
    await directory.refresh()
    const meant = await findByHeardName(directory, name)
    return await Promise.all(meant.map((client) => describePerson(queries, client, now)))
  } finally {
    directory.close()
  }
}

/** The same as they are on file, from a directory that is open. */
export async function findByHeardName(directory: Directory, name: string): Promise<Client[]> {
  return peopleIn(await directory.identify({ speech: name, digits: '' }, noContext))
}

function peopleIn(found: Identification): Client[] {
  if (found.kind === 'one') return [found.client]
  if (found.kind === 'several') return found.clients
  if (found.kind === 'nothing' || found.kind === 'wish') return []
  const likely = found.kind === 'near' ? [...found.best, ...found.next] : []
  return [...new Map([...likely, ...found.nearest].map((client) => [client.id, client])).values()]
}

async function describePerson(queries: Queries, client: Client, now: Date): Promise<FoundPerson> {
  const { id, name, lastFour } = client
  const onFile = await read(queries, onFileFor(id, now.getTime()))
  const appointmentAt = onFile?.appointment?.at ?? null
  return { id, name, lastFour, appointmentAt, hasMessage: Boolean(onFile?.message) }
}
