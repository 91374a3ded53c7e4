import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { nameKey } from '../../src/hearing/name-key.ts'
import { load } from '../../src/import/load.ts'
import { hashPin } from '../../src/pins/pin-hash.ts'
import type { Database } from '../../src/store/database.ts'

const CHUNK = 300
const person = z.object({ id: z.string(), name: z.string(), phone: z.string(), appointment_at: z.string() })
type Person = z.infer<typeof person>

/** Puts people on file as an import does, but with one PIN for all: the pages do not show it, and a million hashes take minutes. */
export async function loadPeople(database: Database, file: string, pinSecret: string): Promise<void> {
  const pinHash = hashPin('1995', pinSecret)
  const none = { pinHash, language: null, message: null, spokenName: null }
  const people = {
    async *clients() {
      for await (const some of chunksOf(file))
        yield some.map(({ id, name, phone }) => ({ id, name, nameKey: nameKey(name), phone, ...none }))
    },
    async *appointments() {
      for await (const some of chunksOf(file)) yield some.flatMap(appointmentOf)
    },
  }
  const signal = new AbortController().signal
  await load(database, people, { pinSecret, pinLength: 4, isReplacing: false, signal })
}

function appointmentOf({ id, appointment_at }: Person) {
  const at = Date.parse(appointment_at)
  return Number.isNaN(at) ? [] : [{ clientId: id, at, note: '' }]
}

async function* chunksOf(file: string): AsyncGenerator<Person[]> {
  let chunk: Person[] = []
  for await (const row of createReadStream(file).pipe(parse({ columns: true }))) {
    chunk.push(person.parse(row))
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
