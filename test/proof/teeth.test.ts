import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../src/server/start-server.ts'
import { type Guard, guards } from './guards.ts'
import type { Code } from './line-under-test.ts'
import { prove } from './prove.ts'
import { smallWorlds } from './worlds.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A copy of what `npm start` runs, from which a guard was taken out. The compiler keeps the lines that are quoted, and Node
 * loads its modules far faster than the test runner loads sources.
 */
function copyWithout({ file, guard, without }: Guard): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-unguarded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  for (const name of ['node_modules', 'data', 'package.json'])
    symlinkSync(join(root, name), join(folder, name))
  const built = join(folder, 'dist', file.replace(/ts$/, 'js'))
  const source = readFileSync(built, 'utf8')
  expect(source.split(guard), `the guard stands once in ${file}`).toHaveLength(2)
  writeFileSync(
    built,
    source.replace(guard, () => without),
  )
  return folder
}

async function load(folder: string): Promise<Code> {
  // The copy has the types of the original.
  return (await import(join(folder, 'dist/src/server/start-server.js'))) as Code
}

function worldOf({ world }: Guard) {
  const found = smallWorlds.find(({ name }) => name === world)
  if (!found) throw new Error(`There is no world ${world}.`)
  return found
}

describe('the proof has teeth', () => {
  test.each(smallWorlds)(
    'without a guard missing it is green: $name',
    { timeout: 300_000 },
    async (world) => {
      expect((await prove({ startServer }, world)).findings).toEqual([])
    },
  )

  test.each(guards)('it turns red without this guard: $name', { timeout: 300_000 }, async (guard) => {
    const { findings } = await prove(await load(copyWithout(guard)), worldOf(guard))
    expect(findings.length).toBeGreaterThan(0)
    console.info(`without "${guard.name}": ${findings[0]}`)
  })
})
