import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../people.ts'
import { chartOf } from './chart.ts'
import { markdownOf } from './markdown.ts'
import { panelsOf } from './panels.ts'
import type { Results } from './results.ts'

const docs = join(root, 'docs')

/** Puts new results into docs/; parts that were not measured this time stay as they are there. */
export function writeDocs(measured: Results): void {
  const results = { ...readKept(), ...measured }
  writeFileSync(join(docs, 'benchmark.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(docs, 'benchmark.svg'), chartOf(panelsOf(results)))
  writeFileSync(join(docs, 'benchmark.md'), markdownOf(results))
}

function readKept(): Results {
  const file = join(docs, 'benchmark.json')
  // Our own writing.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {}
}
