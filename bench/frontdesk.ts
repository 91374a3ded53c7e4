import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../src/server/free-port.ts'
import { root } from './people.ts'
import { type ServerProcess, startProcess } from './server-process.ts'
import type { Workspace } from './workspace.ts'

export const publicUrl = 'https://line.example.com'
export const signingKey = 'PSK_bench_0123456789abcdefghijklmnop'

/** What production requires. No caller accepts a text, so the credentials are never used. */
export const environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: publicUrl,
  SIGNALWIRE_PROJECT_ID: 'b08dacad-2d4a-4a05-8c5e-8a3d5b6a1c01',
  SIGNALWIRE_API_TOKEN: 'PT-bench',
  SIGNALWIRE_SPACE_URL: '127.0.0.1:9',
  SIGNALWIRE_SIGNING_KEY: signingKey,
  STATE_SECRET: randomBytes(32).toString('hex'),
  PIN_SECRET: randomBytes(32).toString('hex'),
}

export type FrontdeskOptions = {
  /** The checkout whose build is started; this one if not given. */
  folder?: string
  /** Options of node itself. */
  nodeOptions?: string[]
  /** Variables beside those that production requires. */
  env?: Record<string, string>
}

/** Starts the server as `npm start` does in production, with its log in a file. */
export async function startFrontdesk(
  space: Workspace,
  databaseUrl: string,
  { folder = root, nodeOptions = [], env = {} }: FrontdeskOptions = {},
): Promise<ServerProcess> {
  const port = await freePort()
  const server = await startProcess(join(folder, 'dist/src/main.js'), port, {
    env: { ...environment, ...env, DATABASE_URL: databaseUrl },
    nodeOptions,
    logFile: join(space.folder, `${port}.log`),
  })
  space.atEnd(server.stop)
  return server
}

/** Loads clients with `npm run import`, and gives the seconds that took. */
export async function importPeople(databaseUrl: string, file: string, folder = root): Promise<number> {
  const started = performance.now()
  await promisify(execFile)(process.execPath, [join(folder, 'dist/src/commands/import.js'), file], {
    env: { PATH: process.env.PATH ?? '', ...environment, DATABASE_URL: databaseUrl },
  })
  return (performance.now() - started) / 1000
}
