import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cxml } from '../src/engine/cxml.ts'
import { switchesSchema } from '../src/engine/switches.ts'
import { twiml } from '../src/engine/twiml.ts'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const readme = read('../README.md')

test('the examples of the README are tests that pass', () => {
  expect(readme).toContain(`\`\`\`ts\n${read('example.test.ts')}\`\`\``)
  expect(readme).toContain(`\`\`\`js\n${read('example.node-test.mjs')}\`\`\``)
})

test('the table of verbs in the README is that of the rules', () => {
  const rows = readme.split('\n').map((line) => line.replace(/\s+/g, ' '))
  const wanted = Object.values(cxml.verbs).map(
    ({ name, status, does, page }) => `| [\`${name}\`](${page}) | ${status} | ${does} |`,
  )
  expect(rows.filter((row) => row.startsWith('| [`'))).toEqual(wanted)
})

test('the README names what differs in TwiML', () => {
  const text = readme.replace(/\s+/g, ' ')
  for (const name of Object.keys(cxml.verbs)) {
    if (!twiml.verbs[name]) expect(text).toContain(`\`${name}\` is no verb there`)
  }
})

test('the README names every switch with its values', () => {
  const rows = readme.split('\n').map((line) => line.replace(/\s+/g, ' '))
  for (const [name, { description, options }] of Object.entries(switchesSchema.shape)) {
    const values = options.map((option) => `\`${option}\``).join(', ')
    expect(rows).toContain(`| \`${name}\` | ${description} | ${values} |`)
  }
})
