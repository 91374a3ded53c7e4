#!/usr/bin/env node
// Writes data/pronunciations.txt from the CMU Pronouncing Dictionary and data/extra-sounds.txt: a line a word, the word
// and one or more pronunciations, sorted by bytes so that it can be searched as it lies. usage: node data/make-pronunciations.mjs
import fs from 'node:fs'
import { dictionary } from 'cmu-pronouncing-dictionary'
import { encode } from './phoneme-codes.mjs'

const data = new URL('./', import.meta.url)
const longest = 2 // pronunciations a word: the third and later ones are rare

const words = new Map()

function add(written, sounds) {
  const word = written.replace(/\(\d\)$/, '').replaceAll("'", '')
  if (!/^[a-z]{1,30}$/.test(word)) return
  const known = words.get(word) ?? []
  const code = encode(sounds)
  if (!known.includes(code) && known.length < longest) words.set(word, [...known, code])
}

for (const line of fs.readFileSync(new URL('extra-sounds.txt', data), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue
  add(line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1))
}
for (const [written, sounds] of Object.entries(dictionary)) if (!written.includes('.')) add(written, sounds)

const lines = [...words].map(([word, codes]) => `${word} ${codes.join(' ')}\n`)
lines.sort((a, b) => (a < b ? -1 : 1))
fs.writeFileSync(new URL('pronunciations.txt', data), lines.join(''))
console.log(`${lines.length} words`)
