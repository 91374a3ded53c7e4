import { readFileSync } from 'node:fs'
import { foldLetters } from '../letters.ts'

/** From a given name to those it goes with, in both directions: "bill" to "william", "william" to "bill". */
export function openNicknames(dataFolder: string): (given: string) => readonly string[] {
  const others = new Map<string, Set<string>>()
  const pair = (a: string, b: string) => others.set(a, (others.get(a) ?? new Set()).add(b))
  for (const line of foldLetters(readFileSync(`${dataFolder}/nicknames.txt`, 'utf8')).split('\n')) {
    if (line.startsWith('#') || !line.includes(':')) continue
    const [formal = '', shorts = ''] = line.split(': ')
    for (const short of shorts.split(' ').filter((name) => name !== formal)) {
      pair(formal, short)
      pair(short, formal)
    }
  }
  return (given) => [...(others.get(given) ?? [])]
}
