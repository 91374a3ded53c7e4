import { variables } from './config.ts'

/** What begins like one of ours and belongs to nothing else on a machine. */
const OUR_PREFIXES = /^(SIGNALWIRE|SMS|PIN|STATE|METRICS|OPERATOR|OFFICE|UNKNOWN|PROMPTS|RETENTION|DESK)_/
/** Shorter names are too near to those of other programs. */
const SHORTEST_SIMILAR = 8
const MOST_MISTAKES = 2

/** What an environment holds that has no effect, or is probably not what was meant. Names variables, never values. */
export function warningsOf(environment: NodeJS.ProcessEnv = process.env): string[] {
  const set = Object.keys(environment).filter((name) => environment[name]?.trim())
  return [...set.flatMap(strangerLine), ...keyLine(environment.SIGNALWIRE_SIGNING_KEY ?? '')]
}

function strangerLine(name: string): string[] {
  const ours = Object.keys(variables.shape)
  if (ours.includes(name)) return []
  const meant = ours.find((one) => isMisspelt(name.toUpperCase(), one))
  if (meant) return [`${name} is not a variable of frontdesk: did you mean ${meant}?`]
  return OUR_PREFIXES.test(name) ? [`${name} is not a variable of frontdesk, and has no effect.`] : []
}

function isMisspelt(name: string, ours: string): boolean {
  if (name === ours) return true
  // An environment has a hundred names of others, and few are as long as one of ours.
  if (Math.abs(name.length - ours.length) > MOST_MISTAKES) return false
  return ours.length >= SHORTEST_SIMILAR && mistakesBetween(name, ours) <= MOST_MISTAKES
}

/** The letters to add, remove or replace (Levenshtein). */
function mistakesBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [row, letter] of [...a].entries()) {
    const next = [row + 1]
    for (const [at, other] of [...b].entries()) {
      const replaced = (previous[at] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (previous[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    previous = next
  }
  return previous[b.length] ?? 0
}

/** The dashboard's API tokens begin with PT, its signing keys with PSK_. */
function keyLine(keys: string): string[] {
  if (!keys.split(',').some((key) => key.trim().startsWith('PT'))) return []
  return [
    'SIGNALWIRE_SIGNING_KEY begins with PT, as API tokens do: every webhook would be refused. The Signing Key begins with PSK_.',
  ]
}
