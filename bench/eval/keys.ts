import { createDirectory, type Directory } from '../../src/directory/directory.ts'
import { CommandError } from '../../src/errors/command-error.ts'
import type { Database } from '../../src/store/database.ts'
import { type ClientsFile, withClients } from './with-clients.ts'

const CALLS = 2_000

type Caller = { id: string; name: string; lastFour: string | null }
/** `wrong`: somebody else's PIN is asked for. */
type Outcome = 'through' | 'operator' | 'not found' | 'wrong'
const outcomes: Outcome[] = ['through', 'operator', 'not found', 'wrong']

/** Measures how many callers who only press keys come as far as their own PIN. */
export function evaluateKeys(file: ClientsFile, isJson: boolean): Promise<string> {
  return withClients(file, async (database) => {
    const callers = await readCallers(database)
    const directory = createDirectory(database)
    await directory.refresh()
    const found: Outcome[] = []
    for (const caller of callers) found.push(await call(directory, caller))
    directory.close()
    const counts = outcomes.map((outcome) => [outcome, found.filter((one) => one === outcome).length])
    if (isJson) return JSON.stringify({ calls: found.length, ...Object.fromEntries(counts) })
    const shares = counts.map(([outcome, count]) => `${outcome} ${percent(Number(count), found.length)} %`)
    return `Of ${found.length} callers with keys alone: ${shares.join(', ')}.`
  })
}

/** Callers from all over the directory. */
async function readCallers(database: Database): Promise<Caller[]> {
  const all = await database.all<Caller>('SELECT id, name, last_four AS "lastFour" FROM clients ORDER BY id')
  if (all.length === 0) throw new CommandError('There is no client in the file.')
  const count = Math.min(CALLS, all.length)
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]).filter(
    (one) => one !== undefined,
  )
}

/** The questions of a call by keys, answered as asked. */
async function call(directory: Directory, { id, name, lastFour }: Caller): Promise<Outcome> {
  const keyed = keysOf(name)
  const first = await directory.identifyKeyed(keyed)
  if (first.kind === 'nobody') return 'not found'
  if (first.kind === 'one') return first.client.id === id ? 'through' : 'wrong'
  const isAsked = first.canBeToldApart && lastFour !== null
  const [client, another] = isAsked ? await directory.findKeyed(keyed, lastFour) : []
  if (!client || another) return 'operator'
  return client.id === id ? 'through' : 'wrong'
}

/** The first four letters of the last word and of the first one, on a telephone. */
function keysOf(name: string): { family: string; given: string } {
  const words = name.split(' ')
  return { family: pressed(words.at(-1) ?? ''), given: pressed(words[0] ?? '') }
}

function pressed(word: string): string {
  const letters = word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return letters.slice(0, 4).replace(/[a-z]/g, (letter) => KEYS.charAt(letter.charCodeAt(0) - 97))
}

/** The key of each letter from a to z. */
const KEYS = '22233344455566677778889999'

function percent(count: number, of: number): string {
  return ((100 * count) / of).toFixed(1)
}
