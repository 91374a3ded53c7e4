import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const { dependencies: required, optionalDependencies } = JSON.parse(read('package.json'))
const dependencies = { ...required, ...optionalDependencies }

type Source = { file: string; text: string; imports: string[] }

/** What ships: the routes and `src`. */
const sources: Source[] = ['routes', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => sourceOf(join(folder, name))),
)

function sourceOf(file: string): Source {
  const text = read(file)
  const found = text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|\bimport\('([^']+)'\)/gm)
  return { file, text, imports: [...found].map(([, stated, lazy]) => resolve(file, stated ?? lazy ?? '')) }
}

/** A file of this project from the root, or the name of a package. */
function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier))
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '')
}

/** `src/call` for everything below it, `routes`, and a file in `src` itself by its own name. */
function folderOf(file: string): string {
  const [top = '', second = '', ...more] = file.split('/')
  return top === 'src' && second !== '' ? join(top, more.length > 0 ? second : file.slice(4)) : top
}

/** Every circle once, as the names on it in their order. */
function circlesIn(arrows: Map<string, Set<string>>): string[][] {
  const circles: string[][] = []
  const done = new Set<string>()
  const follow = (name: string, path: string[]): void => {
    const at = path.indexOf(name)
    if (at >= 0) circles.push([...path.slice(at), name])
    if (at >= 0 || done.has(name)) return
    for (const next of arrows.get(name) ?? []) follow(next, [...path, name])
    done.add(name)
  }
  for (const name of arrows.keys()) follow(name, [])
  return circles
}

function arrowsBetween(nameOf: (file: string) => string): Map<string, Set<string>> {
  const files = new Set(sources.map(({ file }) => file))
  const arrows = new Map<string, Set<string>>()
  for (const { file, imports } of sources) {
    const others = imports.filter((one) => files.has(one)).map(nameOf)
    const from = nameOf(file)
    arrows.set(from, new Set([...(arrows.get(from) ?? []), ...others.filter((one) => one !== from)]))
  }
  return arrows
}

describe('what ships', () => {
  test('has no folders that import each other in a circle', () => {
    const circles = circlesIn(arrowsBetween(folderOf))
    expect(circles.map((circle) => `These folders import each other: ${circle.join(' → ')}`)).toEqual([])
  })

  test('has no files that import each other in a circle', () => {
    const circles = circlesIn(arrowsBetween((file) => file))
    expect(circles.map((circle) => `These files import each other: ${circle.join(' → ')}`)).toEqual([])
  })

  test('has SQL in src/store only', () => {
    const sql = /\b(SELECT\s[\s\S]+?\sFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+TABLE)\b/
    const strays = sources.filter(({ file, text }) => !file.startsWith('src/store/') && sql.test(text))
    expect(strays.map(({ file }) => `${file} holds SQL, which belongs in src/store`)).toEqual([])
  })

  test('imports neither the benchmark nor what is installed for development only', () => {
    const isShipped = (one: string) =>
      one.startsWith('node:') || /^(src|routes)\//.test(one) || Object.hasOwn(dependencies, one)
    const strays = sources
      .filter(({ file }) => !isDevelopment(file))
      .flatMap(({ file, imports }) => imports.filter((one) => !isShipped(one)).map((one) => [file, one]))
    expect(strays.map(([file, one]) => `${file} imports ${one}, which production does not have`)).toEqual([])
  })

  test('reaches what only development has lazily', () => {
    const strays = sources
      .filter(({ file }) => !isDevelopment(file))
      .filter(({ text }) => /^import (?!type)[^'"]*from '[^']*\/development\//m.test(text))
    expect(strays.map(({ file }) => `${file} loads src/development at its start`)).toEqual([])
  })

  test('has few files in src itself', () => {
    const loose = sources.map(({ file }) => file).filter((file) => /^src\/[^/]+$/.test(file))
    expect(loose.length, `These lie loose in src: ${loose.join(', ')}`).toBeLessThanOrEqual(6)
  })

  test('declares each exported name once', () => {
    const places = new Map<string, string[]>()
    for (const { file, text } of sources) {
      const names = text.matchAll(
        /^export (?:async )?(?:abstract )?(?:function\*?|const|class|type|interface) (\w+)/gm,
      )
      for (const [, name = ''] of names) places.set(name, [...(places.get(name) ?? []), file])
    }
    const twice = [...places].filter(([, files]) => files.length > 1)
    expect(twice.map(([name, files]) => `${name} is declared in ${files.join(' and ')}`)).toEqual([])
  })

  test('has a sentence in the README for every folder', () => {
    const readme = read('README.md')
    const folders = [...new Set(sources.map(({ file }) => dirname(file)))]
      .map((folder) => folder.split('/').slice(0, 2).join('/'))
      .filter((folder) => folder !== 'src')
    const tops = ['test', 'phone', 'bench', 'data', 'docs']
    const silent = [...new Set([...folders, ...tops])].filter((folder) => !hasSentence(readme, folder))
    expect(silent.map((folder) => `The README says nothing of ${folder}/`)).toEqual([])
  })
})

/** What is there in development only, and may need what is installed for it. */
function isDevelopment(file: string): boolean {
  return file.startsWith('src/development/') || /^src\/commands\/(phone|reach-server)\.ts$/.test(file)
}

/** `src/call/` or `call/` at the start of a line or after a bar, followed by some words. */
function hasSentence(readme: string, folder: string): boolean {
  const name = folder.replace('/', '\\/')
  return new RegExp(`^[|\\s\`]*${name}\\/?[\`|\\s]+\\S+(?:\\s+\\S+){2,}`, 'm').test(readme)
}
