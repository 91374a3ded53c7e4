import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { english } from '../../src/call/sentences/en-us.ts'
import { checks } from '../../src/doctor/run-checks.ts'
import { read, root } from './pages.ts'

const page = read('docs/troubleshooting.md')

test('callers hear the sentences that the page quotes', () => {
  const quoted = [...page.matchAll(/"((?:Sorry|I'm)[^"]+)"/g)].map(([, sentence = '']) => sentence)
  const spoken = Object.values(english).join('\n')
  expect(quoted.length).toBeGreaterThan(5)
  for (const sentence of quoted) expect(spoken).toContain(sentence)
})

test('the doctor says what the page quotes, in the check that it names', () => {
  const source = sourceOf('src/doctor/checks') + sourceOf('src/signalwire')
  const quoted = [...page.matchAll(/`[✗!] (\w+(?: \w+)?)(?: {2}| … )?([^`…]*?)(?: …)?`/g)]
  expect(quoted.length).toBeGreaterThan(10)
  for (const [, check = '', says = ''] of quoted) {
    expect(Object.keys(checks)).toContain(check)
    expect(source.includes(says), says).toBe(true)
  }
})

function sourceOf(folder: string): string {
  const files = readdirSync(new URL(folder, root)).map((file) => `${folder}/${file}`)
  return files.map(read).join('\n')
}
