import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const QUESTIONS = 'src/call/questions.ts'
const SPANISH = 'src/call/sentences/es-us.ts'

/** A copy of the source in which one text stands in for another. */
function copyWith(file: string, text: string, replacement: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-incomplete-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['src', 'routes', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const source = readFileSync(join(folder, file), 'utf8')
  const changed = source.replace(text, replacement)
  expect(changed, `what is replaced stands in ${file}`).not.toBe(source)
  writeFileSync(join(folder, file), changed)
  return folder
}

/** The compiler's errors about the source in a folder. */
function compile(folder: string): Promise<string> {
  const compiler = join(root, 'node_modules/.bin/tsc')
  return new Promise((resolve) => {
    execFile(compiler, ['--noEmit', '--pretty', 'false'], { cwd: folder }, (_, stdout) => resolve(stdout))
  })
}

test('a question without a row and without a route does not compile', { timeout: 60_000 }, async () => {
  const errors = await compile(copyWith(QUESTIONS, "  'name',\n", "  'name',\n  'forgotten',\n"))
  expect(errors).toMatch(/^src\/call\/questions\.ts.*forgotten/m)
  expect(errors).toMatch(/^routes\/index\.ts.*forgotten/m)
})

test('a sentence that one language lacks does not compile', { timeout: 60_000 }, async () => {
  const errors = await compile(copyWith(SPANISH, '  goodbye:', '  // goodbye:'))
  expect(errors).toMatch(/^src\/call\/sentences\/es-us\.ts.*goodbye/m)
})
