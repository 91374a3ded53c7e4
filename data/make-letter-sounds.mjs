#!/usr/bin/env node
// Learns from data/pronunciations.txt how letters sound and writes data/letter-sounds.txt: a line a rule, a letter in
// its context and its sounds. Letters and sounds are aligned by expectation maximisation, then the shortest context
// that decides is kept. usage: node data/make-letter-sounds.mjs [--check]   (--check holds a tenth back and measures)
import fs from 'node:fs'

const data = new URL('./', import.meta.url)
const isChecking = process.argv.includes('--check')
const contexts = [
  [0, 0],
  [0, 1],
  [1, 1],
  [1, 2],
  [2, 2],
  [2, 3],
  [3, 3],
  [3, 4],
]
const atLeast = [0, 20, 4, 3, 2, 2, 2, 2] // how often a context of each size must be seen to become a rule

const all = fs
  .readFileSync(new URL('pronunciations.txt', data), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').slice(0, 2))
const isHeldBack = (_, at) => at % 10 === 7
const learnt = isChecking ? all.filter((word, at) => !isHeldBack(word, at)) : all

/** The cheapest way to give each letter of `word` zero, one or two of `sounds`, or null. */
function align([word, sounds], cost) {
  const width = sounds.length + 1
  const best = new Float64Array((word.length + 1) * width).fill(Infinity)
  const taken = new Uint8Array(best.length)
  best[0] = 0
  for (let i = 0; i < word.length; i++)
    for (let j = 0; j < width; j++) {
      const sofar = best[i * width + j]
      if (sofar === Infinity) continue
      for (let n = 0; n <= 2 && j + n < width; n++) {
        const next = sofar + cost(word[i], sounds.slice(j, j + n))
        const cell = (i + 1) * width + j + n
        if (next < best[cell]) {
          best[cell] = next
          taken[cell] = n
        }
      }
    }
  let j = sounds.length
  if (best[word.length * width + j] === Infinity) return null
  const parts = []
  for (let i = word.length; i > 0; i--) {
    const n = taken[i * width + j]
    parts.unshift(sounds.slice(j - n, j))
    j -= n
  }
  return parts
}

function countPairs(aligned) {
  const pairs = new Map()
  const letters = new Map()
  for (const [word, parts] of aligned)
    parts.forEach((part, i) => {
      pairs.set(word[i] + part, (pairs.get(word[i] + part) ?? 0) + 1)
      letters.set(word[i], (letters.get(word[i]) ?? 0) + 1)
    })
  return (letter, part) =>
    -Math.log(((pairs.get(letter + part) ?? 0) + 0.1) / ((letters.get(letter) ?? 0) + 100))
}

const vowels = 'aAuoqYeREiIOxUWc'
const first = (letter, part) => {
  if (part === '') return 1.5
  const fits = 'aeiouy'.includes(letter) === vowels.includes(part[0]) || 'yr'.includes(letter)
  return (fits ? 1 : 3) + (part.length - 1) * 3
}
let cost = first
let aligned = []
for (let round = 0; round < 5; round++) {
  aligned = learnt.map((word) => [word[0], align(word, cost)]).filter(([, parts]) => parts)
  cost = countPairs(aligned)
}

const windowOf = (word, i, [left, right]) => {
  const padded = `___${word}____`
  return `${padded.slice(i + 3 - left, i + 3)}${padded[i + 3].toUpperCase()}${padded.slice(i + 4, i + 4 + right)}`
}
const rules = new Map()
function say(word, i, upTo) {
  for (let size = upTo; size >= 0; size--) {
    const rule = rules.get(windowOf(word, i, contexts[size]))
    if (rule !== undefined) return rule
  }
  return ''
}

contexts.forEach((context, size) => {
  const seen = new Map()
  for (const [word, parts] of aligned)
    parts.forEach((part, i) => {
      const window = windowOf(word, i, context)
      const entry = seen.get(window) ?? { total: 0, parts: new Map(), word, i }
      entry.total++
      entry.parts.set(part, (entry.parts.get(part) ?? 0) + 1)
      seen.set(window, entry)
    })
  for (const [window, entry] of seen) {
    const [part, times] = [...entry.parts].sort((a, b) => b[1] - a[1])[0]
    const shorter = say(entry.word, entry.i, size - 1)
    if (size > 0 && (times < atLeast[size] || times <= (entry.parts.get(shorter) ?? 0) + 1)) continue
    if (size === 0 || part !== shorter) rules.set(window, part)
  }
})

const lines = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([window, part]) => `${window} ${part}\n`)
if (isChecking) measure()
else fs.writeFileSync(new URL('letter-sounds.txt', data), lines.join(''))
console.log(`${lines.length} rules, ${lines.join('').length} bytes`)

function measure() {
  let errors = 0,
    sounds = 0,
    right = 0,
    words = 0
  for (const [word, code] of all.filter(isHeldBack)) {
    const said = [...word].map((_, i) => say(word, i, contexts.length - 1)).join('')
    const wrong = distance(said, code)
    errors += wrong
    sounds += code.length
    words++
    if (wrong === 0) right++
  }
  console.log(
    `held back: ${((100 * errors) / sounds).toFixed(1)} % of sounds wrong, ${((100 * right) / words).toFixed(1)} % of words all right`,
  )
}

function distance(a, b) {
  let row = [...Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]
}
