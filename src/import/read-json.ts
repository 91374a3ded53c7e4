import { readFile, stat } from 'node:fs/promises'
import { parseJson } from '../json.ts'
import type { ColumnMap } from './column-map.ts'
import { type Column, csvColumns } from './columns.ts'
import { linesOf } from './lines-of.ts'
import type { CsvRow } from './read-csv.ts'
import { UnreadableFile } from './utf8.ts'

/** An array is read as a whole. */
const MOST_BYTES = 200_000_000
const LONGEST_SHOWN = 40

/** Yields the rows of JSON lines, and the columns before them. Keys stand for columns, or the paths of the map do. */
export async function* readJsonLines(file: string, map?: ColumnMap): AsyncGenerator<CsvRow> {
  yield { line: 0, fields: [...csvColumns] }
  const unseen = new UnseenPaths(map)
  let line = 0
  for await (const text of linesOf(file)) {
    line++
    if (text.trim() !== '') yield toRow(line, unseen.lookAt(parseJson(text)), map)
  }
  unseen.refuse()
}

/** Yields the rows of a JSON array, or of the only array in an object, and the columns before them. */
export async function* readJsonArray(file: string, map?: ColumnMap): AsyncGenerator<CsvRow> {
  const { size } = await stat(file)
  if (size > MOST_BYTES) throw new UnreadableFile('It is too large for one JSON array: use JSON lines.')
  const content = parseJson(await readFile(file, 'utf8'))
  const list = arrayIn(content)
  if (!list) throw new UnreadableFile('It is not a JSON array of objects.')
  yield* toRows(list, map)
}

/** The columns, then a row for each object. */
function* toRows(objects: Iterable<unknown>, map?: ColumnMap): Generator<CsvRow> {
  yield { line: 0, fields: [...csvColumns] }
  const unseen = new UnseenPaths(map)
  let line = 0
  for (const object of objects) yield toRow(++line, unseen.lookAt(object), map)
  unseen.refuse()
}

/** Paths whose first key no object has had yet: the source has renamed it, and everybody would lose what stood there. */
class UnseenPaths {
  #paths: string[]
  #isEmpty = true

  constructor(map: ColumnMap = {}) {
    this.#paths = Object.values(map).flatMap((paths) => paths ?? [])
  }

  /** Returns the object itself. */
  lookAt(object: unknown): unknown {
    if (!isObject(object)) return object
    this.#isEmpty = false
    if (this.#paths.length > 0)
      this.#paths = this.#paths.filter((path) => !Object.hasOwn(object, path.split('.')[0] ?? path))
    return object
  }

  /** Called at the end of the table. */
  refuse(): void {
    if (this.#isEmpty || this.#paths.length === 0) return
    throw new UnreadableFile(`No row has ${this.#paths.map((path) => `"${path}"`).join(' or ')}.`)
  }
}

function arrayIn(content: unknown): unknown[] | undefined {
  if (Array.isArray(content)) return content
  const arrays = isObject(content) ? Object.values(content).filter(Array.isArray) : []
  return arrays.length === 1 ? arrays[0] : undefined
}

function toRow(line: number, object: unknown, map: ColumnMap | undefined): CsvRow {
  if (!isObject(object)) return { line, fault: 'is not a JSON object' }
  const unknown = map ? undefined : Object.keys(object).find((key) => !csvColumns.some((one) => one === key))
  if (unknown) return { line, fault: `has the unknown key "${unknown.slice(0, LONGEST_SHOWN)}"` }
  const fields: string[] = []
  for (const column of csvColumns) {
    const values = pathsOf(column, map).map((path) => valueAt(object, path))
    if (values.some((value) => typeof value === 'object'))
      return { line, fault: `has an object as ${column}` }
    fields.push(
      values
        .map((value) => `${value ?? ''}`)
        .join(' ')
        .trim(),
    )
  }
  return { line, fields }
}

function pathsOf(column: Column, map: ColumnMap | undefined): string[] {
  return map?.[column] ?? [column]
}

/** What stands at a path such as `next.start` or `phones.0.number`. */
function valueAt(object: unknown, path: string): unknown {
  let value = object
  for (const key of path.split('.'))
    value = isObject(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined
  return value ?? undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
