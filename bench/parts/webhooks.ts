import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../src/server/free-port.ts'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import { placeCall } from '../load/call.ts'
import type { LoadPlan } from '../load/plan.ts'
import { measureLoad, type Round, type Summary, summarise } from '../measure-load.ts'
import { type Person, readPeople, writePeople } from '../people.ts'
import { type ServerProcess, startProcess } from '../server-process.ts'
import { type Spread, spreadOf } from '../spread.ts'
import { inWorkspace, type Workspace } from '../workspace.ts'

const PEOPLE = 100
const AT_ONCE = 16
const PACED = { calls: 100, thinkMs: 300 }

export type StackName = 'frontdesk' | 'bare Fastify' | 'Express and the vendor’s library' | 'the build before'
/**
 * `kept` and `new`: as many webhooks as the server can answer, over kept connections or one connection for each webhook.
 * `paced`: callers who pause before they answer, a few hundred webhooks per second, the same number for every stack.
 */
export type Manner = 'kept' | 'new' | 'paced'
export type WebhooksRow = Summary & {
  stack: StackName
  manner: Manner
  /** frontdesk's CPU per webhook divided by this stack's, round by round: both were measured one after the other. */
  ratio: Spread
  ratios: number[]
}

type Stack = { name: StackName; server: ServerProcess }
type MeasuredStack = Stack & { rounds: Round[] }

/**
 * Measures the same calls against the servers in turn, so that other load on the machine affects all of them.
 * @param before the folder of another build of frontdesk, to measure in turn with this one
 */
export function measureWebhooks(isQuick: boolean, before?: string): Promise<WebhooksRow[]> {
  // During the first ten seconds one would measure the compiler.
  const [rounds, seconds, warmUpSeconds] = isQuick ? [5, 3, 10] : [9, 4, 15]
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    writePeople(file, PEOPLE)
    const callers = readPeople(file, PEOPLE)
    const plan = { publicUrl, signingKey, callers, seconds, isCheckingNames: false }
    const manners = {
      kept: { ...plan, atOnce: AT_ONCE, thinkMs: 0, keepsConnections: true },
      new: { ...plan, atOnce: AT_ONCE, thinkMs: 0, keepsConnections: false },
      paced: { ...plan, atOnce: PACED.calls, thinkMs: PACED.thinkMs, keepsConnections: true },
    }
    const stacks = await startStacks(space, file, callers, { ...manners.kept, seconds: 0 })
    if (before) stacks.push(await startBefore(space, file, before))
    await inTurn(stacks, 1, { ...manners.kept, seconds: warmUpSeconds })
    const rows: WebhooksRow[] = []
    for (const manner of ['kept', 'new', 'paced'] as const) {
      rows.push(...rowsOf(await inTurn(stacks, rounds, manners[manner]), manner))
    }
    return rows
  })
}

/** Measures several rounds; each round has every stack once. */
async function inTurn(
  stacks: Stack[],
  count: number,
  plan: Omit<LoadPlan, 'servers'>,
): Promise<MeasuredStack[]> {
  const measured: MeasuredStack[] = stacks.map((stack) => ({ ...stack, rounds: [] }))
  for (let round = 0; round < count; round++) {
    for (const { name, server, rounds } of measured) {
      rounds.push(await measureLoad([server], { ...plan, isCheckingNames: name !== 'bare Fastify' }))
    }
  }
  return measured
}

function rowsOf(stacks: MeasuredStack[], manner: Manner): WebhooksRow[] {
  const ours = stacks.find(({ name }) => name === 'frontdesk')?.rounds ?? []
  return stacks.map(({ name, server, rounds }) => {
    const ratios = rounds.map(
      ({ cpuMicroseconds }, round) => (ours[round]?.cpuMicroseconds ?? Number.NaN) / cpuMicroseconds,
    )
    return { stack: name, manner, ratio: spreadOf(ratios), ratios, ...summarise(rounds, [server]) }
  })
}

/** Another build of frontdesk, with a database of its own: its schema may differ. */
async function startBefore(space: Workspace, file: string, folder: string): Promise<Stack> {
  const url = `file:${join(space.folder, 'before.db')}`
  await importPeople(url, file, folder)
  return { name: 'the build before', server: await startFrontdesk(space, url, { folder }) }
}

async function startStacks(
  space: Workspace,
  file: string,
  people: Person[],
  plan: Omit<LoadPlan, 'servers'>,
): Promise<Stack[]> {
  const url = `file:${join(space.folder, 'frontdesk.db')}`
  await importPeople(url, file)
  const frontdesk = await startFrontdesk(space, url)
  const documents = await recordDocuments({ ...plan, servers: [frontdesk.url] })
  const clients = people.map(({ name, pin, appointment_at }) => ({
    name,
    pin,
    appointment: appointment_at,
  }))
  const vendorSettings = { clients, publicUrl, signingKey }
  return [
    { name: 'frontdesk', server: frontdesk },
    { name: 'bare Fastify', server: await startStack(space, 'bare-fastify', documents) },
    {
      name: 'Express and the vendor’s library',
      server: await startStack(space, 'express-vendor', vendorSettings),
    },
  ]
}

/** The documents of one call, by the path of the URL that they answer. */
async function recordDocuments(plan: LoadPlan): Promise<Record<string, string>> {
  const documents: Record<string, string> = {}
  const [caller] = plan.callers
  if (!caller) return documents
  await placeCall(plan, caller, 0, ({ body }, url) => {
    documents[new URL(url).pathname] = body
  })
  return documents
}

async function startStack(space: Workspace, name: string, settings: object): Promise<ServerProcess> {
  const file = join(space.folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(settings))
  const program = fileURLToPath(new URL(`../stacks/${name}.js`, import.meta.url))
  const server = await startProcess(program, await freePort(), { args: [file] })
  space.atEnd(server.stop)
  return server
}
