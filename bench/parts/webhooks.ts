import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../src/server/free-port.ts'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import { placeCall } from '../load/call.ts'
import type { LoadPlan } from '../load/plan.ts'
import { measureLoad, type Round, type Summary, summarise } from '../measure-load.ts'
import { type Person, readPeople, root, writePeople } from '../people.ts'
import { type ServerProcess, startProcess } from '../server-process.ts'
import { type Spread, spreadOf } from '../spread.ts'
import { inWorkspace, type Workspace } from '../workspace.ts'

const PEOPLE = 100
const AT_ONCE = 16
const PACED = { calls: 100, thinkMs: 300 }
/** The number of rounds, the seconds of each, and of the warm-up: in its first ten seconds a server compiles its code. */
const LENGTHS: Record<'builds' | 'quick' | 'full', [number, number, number]> = {
  builds: [16, 2, 10],
  quick: [5, 3, 10],
  full: [9, 4, 15],
}

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
 * @param before the folder of another build of frontdesk: then only the two builds take turns, in more and shorter rounds
 */
export function measureWebhooks(isQuick: boolean, before?: string): Promise<WebhooksRow[]> {
  const length = before ? 'builds' : isQuick ? 'quick' : 'full'
  const [rounds, seconds, warmUpSeconds] = LENGTHS[length]
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
    const frontdesk = await startBuild(space, file, 'frontdesk')
    const others = before
      ? [await startBuild(space, file, 'the build before', before)]
      : await startOtherStacks(space, frontdesk.server, callers, { ...manners.kept, seconds: 0 })
    const stacks = [frontdesk, ...others]
    await inTurn(stacks, 1, { ...manners.kept, seconds: warmUpSeconds })
    const rows: WebhooksRow[] = []
    for (const manner of ['kept', 'new', 'paced'] as const) {
      rows.push(...rowsOf(await inTurn(stacks, rounds, manners[manner]), manner))
    }
    return rows
  })
}

/** Measures several rounds. Each has every stack once; every second round has them in reverse order. */
async function inTurn(
  stacks: Stack[],
  count: number,
  plan: Omit<LoadPlan, 'servers'>,
): Promise<MeasuredStack[]> {
  const measured: MeasuredStack[] = stacks.map((stack) => ({ ...stack, rounds: [] }))
  for (let round = 0; round < count; round++) {
    for (const { name, server, rounds } of round % 2 === 0 ? measured : measured.toReversed()) {
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

/** A build of frontdesk, with a database of its own: the schemas may differ. */
async function startBuild(space: Workspace, file: string, name: StackName, folder = root): Promise<Stack> {
  const url = `file:${join(space.folder, `${name}.db`)}`
  await importPeople(url, file, folder)
  return { name, server: await startFrontdesk(space, url, { folder }) }
}

async function startOtherStacks(
  space: Workspace,
  frontdesk: ServerProcess,
  people: Person[],
  plan: Omit<LoadPlan, 'servers'>,
): Promise<Stack[]> {
  const documents = await recordDocuments({ ...plan, servers: [frontdesk.url] })
  const clients = people.map(({ name, pin, appointment_at }) => ({
    name,
    pin,
    appointment: appointment_at,
  }))
  const vendorSettings = { clients, publicUrl, signingKey }
  return [
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
