import { parseArgs } from 'node:util'
import { UsageError } from '../src/errors/command-error.ts'

export type Part = (typeof parts)[number]
export const parts = ['webhooks', 'directory', 'calls', 'servers', 'profile', 'desk'] as const
const partsByDefault: Part[] = ['webhooks', 'directory', 'calls', 'servers']

export type Options = {
  parts: Part[]
  /** Takes a few minutes instead of the whole measurement. */
  isQuick: boolean
  /** Writes the results into docs/. */
  isWriting: boolean
  /** Printed with the results, such as what else the machine was doing. */
  note: string | undefined
  /** The folder of another checkout, built, to measure webhooks in turn with. */
  before: string | undefined
}

export const usage = `usage: npm run bench -- [webhooks] [directory] [calls] [servers] [profile] [desk]
         [--quick] [--before FOLDER] [--write] [--note TEXT]
  webhooks    frontdesk, bare Fastify, and Express with the vendor's library
  directory   look-ups among 1,000 to 1,000,000 clients
  calls       50, 500 and 2,000 simultaneous calls
  servers     SQLite, and PostgreSQL with 1, 2 and 3 servers
  profile     where the CPU of a webhook goes (not measured unless named)
  desk        every page of the desk, among 1,000,000 clients and 100,000 calls (not measured unless named)
  --quick     fewer and shorter rounds, up to 100,000 clients
  --write     writes the results into docs/benchmark.md, .svg and .json
  --before    another checkout, built: its server takes turns with this one's (webhooks without the others; servers)
  --note      a remark about the machine, printed with the results`

/** Reads the command line. Without a part, all parts but the profile and the desk are measured. */
export function readOptions(args?: string[]): Options {
  const flags = {
    quick: { type: 'boolean' },
    write: { type: 'boolean' },
    note: { type: 'string' },
    before: { type: 'string' },
  } as const
  const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true })
  const chosen = parts.filter((part) => positionals.includes(part))
  const unknown = positionals.find((name) => !chosen.some((part) => part === name))
  if (unknown !== undefined)
    throw new UsageError(`There is no part "${unknown}". The parts are ${parts.join(', ')}.`)
  if (values.write && values.before)
    throw new UsageError('--write is for this build alone: leave --before out.')
  return {
    parts: chosen.length > 0 ? chosen : partsByDefault,
    isQuick: values.quick ?? false,
    isWriting: values.write ?? false,
    note: values.note,
    before: values.before,
  }
}
