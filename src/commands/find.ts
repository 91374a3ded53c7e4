import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { type FoundPerson, findPeople } from '../directory/find-people.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import type { Database } from '../store/database.ts'
import { recordLookUp } from '../store/disclosures.ts'
import { writeWallTime } from '../time/zone.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run find -- NAME
  Lists the people on file whom the line finds by this name: id, name, the last four digits of the phone number,
  the next appointment in TIME_ZONE, and whether there is a message. Each person shown is recorded as looked up.`

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const name = positionals.join(' ').trim()
  if (name === '') throw new UsageError('Give the name to find.')
  const { DATABASE_URL, TIME_ZONE } = loadConfig()
  const people = await withDatabase(DATABASE_URL, (database) => lookUp(database, name, new Date()))
  if (people.length === 0) throw new CommandError('Nobody on file has a name like this.')
  for (const person of people) console.log(describe(person, TIME_ZONE))
  return 0
}

/** Records the look-up before anything is shown. */
async function lookUp(database: Database, name: string, now: Date): Promise<FoundPerson[]> {
  const people = await findPeople(database, name, now)
  const occasion = `find-${randomUUID()}`
  await database.transaction(
    async (queries) => {
      for (const { id, appointmentAt } of people)
        await recordLookUp(queries, occasion, { clientId: id, appointmentAt, at: now.getTime() })
    },
    { durable: true },
  )
  return people
}

function describe({ id, name, lastFour, appointmentAt, hasMessage }: FoundPerson, timeZone: string): string {
  const phone = lastFour ? `phone …${lastFour}` : 'no phone number'
  const next = appointmentAt === null ? 'no upcoming appointment' : writeWallTime(appointmentAt, timeZone)
  return [id, name, phone, next, ...(hasMessage ? ['a message'] : [])].join('  ')
}

await runCommand('find', USAGE, main)
