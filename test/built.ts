import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'

const run = promisify(execFile)
const root = new URL('..', import.meta.url).pathname

/** Compiles the sources of this moment for tests that start real processes; gives the folder that holds `src`. */
export async function build(): Promise<string> {
  // A folder of its own in the project: packages are found from there, and other test files build at the same time.
  const folder = `${root}dist/test-${process.pid}`
  afterAll(() => rm(folder, { recursive: true, force: true }))
  await run(`${root}node_modules/.bin/tsc`, ['-p', `${root}tsconfig.build.json`, '--outDir', folder])
  return folder
}
