import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../free-port.ts'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import { runLoad } from '../load/load.ts'
import type { Load, LoadPlan } from '../load/plan.ts'
import { readPeople, writePeople } from '../people.ts'
import { recordDocuments } from '../record-documents.ts'
import { type ServerProcess, startProcess } from '../server-process.ts'
import { median } from '../spread.ts'

const PEOPLE = 100
const AT_ONCE = 16

export type StackName = 'frontdesk' | 'bare Fastify' | 'Express and the vendor’s library'
export type Round = Load & { cpuMicroseconds: number; memoryMb: number }
export type WebhooksResult = Record<StackName, Round[]>

type Stack = { name: StackName; server: ServerProcess; isFrontdesk: boolean }

/** The same calls against three servers in turn, so that a busy moment of the machine falls on all of them. */
export async function measureWebhooks(options: { rounds: number; seconds: number }): Promise<WebhooksResult> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  const stacks: Stack[] = []
  try {
    const plan = await startStacks(folder, stacks)
    const results: WebhooksResult = {
      frontdesk: [],
      'bare Fastify': [],
      'Express and the vendor’s library': [],
    }
    for (const stack of stacks) await measure(stack, { ...plan, seconds: Math.min(3, options.seconds) })
    for (let round = 0; round < options.rounds; round++) {
      for (const stack of stacks) {
        const result = await measure(stack, { ...plan, seconds: options.seconds })
        results[stack.name].push(result)
        console.log(
          stack.name,
          Math.round(result.cpuMicroseconds),
          Math.round(result.webhooks / result.seconds),
          result.p50.toFixed(2),
          result.p99.toFixed(2),
          result.errors,
          result.untold,
          result.mixedUp,
          Math.round(result.memoryMb),
        )
      }
    }
    for (const name of ['frontdesk', 'bare Fastify', 'Express and the vendor’s library'] as const)
      console.log(name, 'median', median(results[name].map((r) => r.cpuMicroseconds)))
    return results
  } finally {
    for (const { server } of stacks) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startStacks(folder: string, stacks: Stack[]): Promise<LoadPlan> {
  const file = join(folder, 'clients.csv')
  writePeople(file, PEOPLE)
  const people = readPeople(file, PEOPLE)
  const url = `file:${join(folder, 'frontdesk.db')}`
  importPeople(url, file)
  const plan = {
    servers: [],
    publicUrl,
    signingKey,
    callers: people,
    atOnce: AT_ONCE,
    seconds: 0,
    thinkMs: 0,
    isCheckingNames: false,
    keepsConnections: !process.env.FRESH,
  }
  const frontdesk = await startFrontdesk(url)
  stacks.push({ name: 'frontdesk', server: frontdesk, isFrontdesk: true })
  const documents = join(folder, 'documents.json')
  writeFileSync(documents, JSON.stringify(await recordDocuments({ ...plan, servers: [frontdesk.url] })))
  stacks.push({
    name: 'bare Fastify',
    server: await startStack('bare-fastify', documents),
    isFrontdesk: false,
  })
  const settings = join(folder, 'express.json')
  const clients = people.map(({ name, pin, appointment_at }) => ({ name, pin, appointment: appointment_at }))
  writeFileSync(settings, JSON.stringify({ clients, publicUrl, signingKey }))
  stacks.push({
    name: 'Express and the vendor’s library',
    server: await startStack('express-vendor', settings),
    isFrontdesk: false,
  })
  return plan
}

async function startStack(name: string, settings: string): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(`../stacks/${name}.js`, import.meta.url))
  return startProcess(file, await freePort(), { args: [settings] })
}

async function measure({ server, isFrontdesk }: Stack, plan: LoadPlan): Promise<Round> {
  const before = server.cpuSeconds()
  const load = await runLoad({ ...plan, servers: [server.url], isCheckingNames: isFrontdesk })
  const cpuMicroseconds = ((server.cpuSeconds() - before) * 1e6) / load.webhooks
  return { ...load, cpuMicroseconds, memoryMb: server.memoryMb() }
}
