import { cpus, totalmem } from 'node:os'
import { runCommand } from '../src/commands/run-command.ts'
import { type Options, type Part, readOptions, usage } from './options.ts'
import { measureCalls } from './parts/calls.ts'
import { measureDesk } from './parts/desk.ts'
import { measureDirectory } from './parts/directory.ts'
import { measureProfile } from './parts/profile.ts'
import { measureServers } from './parts/servers.ts'
import { measureWebhooks } from './parts/webhooks.ts'
import { textOf } from './report/markdown.ts'
import type { Machine, Results } from './report/results.ts'
import { writeDocs } from './report/write-docs.ts'

const measures: Record<Part, (isQuick: boolean, before?: string) => Promise<Results>> = {
  webhooks: async (isQuick, before) => ({ webhooks: await measureWebhooks(isQuick, before) }),
  directory: async (isQuick) => ({ directory: await measureDirectory(isQuick) }),
  calls: async (isQuick) => ({ calls: await measureCalls(isQuick) }),
  servers: async (isQuick, before) => ({ servers: await measureServers(isQuick, before) }),
  profile: async (isQuick) => ({ profile: await measureProfile(isQuick) }),
  desk: async (isQuick) => ({ desk: await measureDesk(isQuick) }),
}

/** Measures the chosen parts, prints each one when it is done, and writes them into docs/ when told to. */
async function bench({ parts, isQuick, isWriting, note, before }: Options): Promise<number> {
  let results: Results = { machine: { ...thisMachine(), ...(note && { note }) } }
  for (const part of parts) {
    console.error(`Measuring: ${part}`)
    const measured = await measures[part](isQuick, before)
    console.log(`\n${textOf(measured)}\n`)
    results = { ...results, ...measured }
    // After each part, so that a later part that fails does not lose the earlier results.
    if (isWriting) writeDocs(results)
  }
  return 0
}

function thisMachine(): Machine {
  const [first, ...others] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version.slice(1),
    cores: others.length + 1,
    processor: first?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
  }
}

await runCommand('bench', usage, () => bench(readOptions()))
