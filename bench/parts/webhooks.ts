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
import { inWorkspace, type Workspace } from '../workspace.ts'

const PEOPLE = 100
const AT_ONCE = 16
const PACED = { calls: 100, thinkMs: 300 }

const stackNames = ['frontdesk', 'bare Fastify', 'Express and the vendor’s library'] as const
export type StackName = (typeof stackNames)[number]
/**
 * `kept` and `new`: as many webhooks as the server can answer, over kept connections or one connection for each webhook.
 * `paced`: callers who pause before they answer, a few hundred webhooks per second, the same number for every stack.
 */
export type Manner = 'kept' | 'new' | 'paced'
export type WebhooksRow = Summary & { stack: StackName; manner: Manner }

type Stacks = Record<StackName, ServerProcess>

/** Measures the same calls against three servers in turn, so that other load on the machine affects all of them. */
export function measureWebhooks(isQuick: boolean): Promise<WebhooksRow[]> {
  const [rounds, seconds, warmUpSeconds] = isQuick ? [3, 3, 6] : [7, 4, 15]
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
    await inTurn(stacks, 1, { ...manners.kept, seconds: warmUpSeconds })
    const rows: WebhooksRow[] = []
    for (const manner of ['kept', 'new', 'paced'] as const) {
      rows.push(...rowsOf(stacks, await inTurn(stacks, rounds, manners[manner]), manner))
    }
    return rows
  })
}

/** Measures several rounds; each round has every stack once. */
async function inTurn(
  stacks: Stacks,
  count: number,
  plan: Omit<LoadPlan, 'servers'>,
): Promise<Record<StackName, Round[]>> {
  const rounds: Record<StackName, Round[]> = {
    frontdesk: [],
    'bare Fastify': [],
    'Express and the vendor’s library': [],
  }
  for (let round = 0; round < count; round++) {
    for (const name of stackNames) {
      const isCheckingNames = name !== 'bare Fastify'
      rounds[name].push(await measureLoad([stacks[name]], { ...plan, isCheckingNames }))
    }
  }
  return rounds
}

function rowsOf(stacks: Stacks, rounds: Record<StackName, Round[]>, manner: Manner): WebhooksRow[] {
  return stackNames.map((stack) => ({ stack, manner, ...summarise(rounds[stack], [stacks[stack]]) }))
}

async function startStacks(
  space: Workspace,
  file: string,
  people: Person[],
  plan: Omit<LoadPlan, 'servers'>,
): Promise<Stacks> {
  const url = `file:${join(space.folder, 'frontdesk.db')}`
  await importPeople(url, file)
  const frontdesk = await startFrontdesk(space, url)
  const documents = await recordDocuments({ ...plan, servers: [frontdesk.url] })
  const clients = people.map(({ name, pin, appointment_at }) => ({
    name,
    pin,
    appointment: appointment_at,
  }))
  return {
    frontdesk,
    'bare Fastify': await startStack(space, 'bare-fastify', documents),
    'Express and the vendor’s library': await startStack(space, 'express-vendor', {
      clients,
      publicUrl,
      signingKey,
    }),
  }
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
