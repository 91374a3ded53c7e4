#!/usr/bin/env node
// Writes made-up clients as CSV, ready to import. The same arguments always give the same file. The PIN is a birth year.
import fs from 'node:fs'
import { parseArgs } from 'node:util'

const USAGE = `usage: node bench/data/make-directory.mjs COUNT [options] > clients.csv
  --seed N            other people, from another number (1)
  --include FILE      these people first: a full name a line, or JSON lines with a "truth" field
  --duplicates RATE   share of clients that bear exactly the name of another one (0)
  --start DATE        the Monday on which appointments begin, over 36 weeks of working days (2030-01-07)
  --crlf              lines end as on Windows`

const MOST = 2_000_000
const { values: given, positionals } = readArguments()
const count = Number(positionals[0])
if (!Number.isInteger(count) || count < 1 || count > MOST) stop()

const random = randomNumbers(Number(given.seed))
const lists = readNames(new URL('./names-us.tsv', import.meta.url))
writeClients(makeNames())

function readArguments() {
  const text = (standard) => ({ type: 'string', default: standard })
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: text('1'),
        include: { type: 'string' },
        duplicates: text('0'),
        start: text('2030-01-07'),
        crlf: { type: 'boolean', default: false },
      },
    })
  } catch {
    return stop()
  }
}

function stop() {
  console.error(USAGE)
  process.exit(2)
}

/** Numbers from 0 to 1 that the seed decides (mulberry32). */
function randomNumbers(seed) {
  let state = (seed ^ 0x9e3779b9) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function between(from, to) {
  return from + Math.floor(random() * (to - from + 1))
}

/** Each kind of name with the running sum of its weights. */
function readNames(file) {
  const kinds = { F: { names: [], sums: [] }, M: { names: [], sums: [] }, L: { names: [], sums: [] } }
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [kind, name, weight] = line.split('\t')
    const { names, sums } = kinds[kind]
    names.push(name)
    sums.push((sums.at(-1) ?? 0) + Number(weight))
  }
  return kinds
}

function draw(kind) {
  const { names, sums } = lists[kind]
  const wanted = random() * sums.at(-1)
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle] < wanted) low = middle + 1
    else high = middle
  }
  return names[low]
}

/** As many names as there are to be clients, all distinct but for the duplicates that were asked for. */
function makeNames() {
  const names = given.include ? readIncluded(given.include) : []
  const seen = new Set(names)
  const duplicates = Number(given.duplicates)
  while (names.length < count) {
    if (duplicates && names.length > 10 && random() < duplicates) {
      names.push(names[between(0, names.length - 1)])
      continue
    }
    const name = makeName()
    if (seen.has(name)) continue
    seen.add(name)
    names.push(name)
  }
  return names.slice(0, count)
}

/** Two in a hundred have a double family name, one a double given name. */
function makeName() {
  const given = draw(random() < 0.51 ? 'F' : 'M')
  const family = draw('L')
  const chance = random()
  if (chance < 0.02) return `${given} ${family}-${draw('L')}`
  if (chance < 0.025) return `${given}-${draw('F')} ${family}`
  if (chance < 0.03) return `${given} ${draw('F')} ${family}`
  return `${given} ${family}`
}

function readIncluded(file) {
  const lines = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  return [...new Set(lines.map((line) => (line.startsWith('{') ? JSON.parse(line).truth : line.trim())))]
}

function writeClients(names) {
  const end = given.crlf ? '\r\n' : '\n'
  let text = `id,name,pin,phone,language,appointment_at,appointment_note${end}`
  names.forEach((name, at) => {
    text += `${at + 1},${quote(name)},${makeRest()}${end}`
    if (text.length < 1_000_000) return
    fs.writeSync(1, text)
    text = ''
  })
  fs.writeSync(1, text)
}

/** PIN, phone, no language, appointment and no note. The numbers, 555-01xx, are never a real subscriber's. */
function makeRest() {
  const year = between(1931, 2007)
  const phone = `+1${between(201, 989)}555${String(between(100, 199)).padStart(4, '0')}`
  const day = between(0, 179)
  const quarters = 8 * 4 + between(0, 36)
  const monday = Date.parse(`${given.start}T00:00:00Z`)
  const at = new Date(monday + (day + 2 * Math.floor(day / 5)) * 86_400_000 + quarters * 900_000)
  return `${year},${phone},,${at.toISOString().replace('.000Z', 'Z')},`
}

function quote(field) {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
