import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../people.ts'
import { chartOf } from './chart.ts'
import { markdownOf } from './markdown.ts'
import { panelsOf } from './panels.ts'
import type { Results } from './results.ts'

const docs = join(root, 'docs')

/** Writes new results into docs/. Parts that were not measured this time keep their old results. */
export function writeDocs(measured: Results): void {
  const results = { ...readPrevious(), ...measured }
  writeFileSync(join(docs, 'benchmark.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(docs, 'benchmark.svg'), chartOf(panelsOf(results)))
  writeFileSync(join(docs, 'benchmark.md'), markdownOf(results))
}

function readPrevious(): Results {
  const file = join(docs, 'benchmark.json')
  // Written by this function.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {}
}
