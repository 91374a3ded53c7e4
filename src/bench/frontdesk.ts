import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { root } from './people.ts'
import { type ServerProcess, startProcess } from './server-process.ts'

export const publicUrl = 'https://line.example.com'
export const signingKey = 'PSK_bench_0123456789abcdefghijklmnop'

/** What production demands. Nobody asks for a text, so the credentials are never used. */
const environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: publicUrl,
  SIGNALWIRE_PROJECT_ID: 'b08dacad-2d4a-4a05-8c5e-8a3d5b6a1c01',
  SIGNALWIRE_API_TOKEN: 'PT-bench',
  SIGNALWIRE_SPACE_URL: '127.0.0.1:9',
  SIGNALWIRE_SIGNING_KEY: signingKey,
  STATE_SECRET: randomBytes(32).toString('hex'),
  PIN_SECRET: randomBytes(32).toString('hex'),
}

/** Starts the server as `npm start` does in production. */
export async function startFrontdesk(databaseUrl: string): Promise<ServerProcess> {
  return startProcess(join(root, 'dist/src/main.js'), await freePort(), {
    env: { ...environment, DATABASE_URL: databaseUrl },
  })
}

/** Loads clients as `npm run import` does; gives the seconds it took. */
export function importPeople(databaseUrl: string, file: string): number {
  const started = performance.now()
  execFileSync(process.execPath, [join(root, 'dist/src/directory/import-command.js'), file], {
    env: { PATH: process.env.PATH ?? '', ...environment, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return (performance.now() - started) / 1000
}
