import { longestCall, MOST_STEPS } from './bound.ts'
import { exploreBeforePin, openAtlas, type Setting } from './explore.ts'
import type { Finding } from './findings.ts'
import { tryForgeries } from './forgeries.ts'
import { type Code, openForProof, type ProofLine } from './line-under-test.ts'
import { exploreOpenings, walk } from './openings.ts'
import { givenAway, named } from './people.ts'
import { fileAlias, lockWorld, type World } from './worlds.ts'

export type Proof = {
  world: string
  states: number
  transitions: number
  /** Calls in which a right PIN was entered. */
  openings: number
  forgeries: number
  longestCall: number
  findings: string[]
}

/** Enough to know that something is wrong; what comes after is of the same kind. */
const ENOUGH = 5

class FoundEnough extends Error {}

/** Enumerates the calls of one world through the real handlers, and says what must not have been. */
export async function prove(code: Code, world: World): Promise<Proof> {
  const line = await openForProof(code, { ...world.settings, SMS_PER_SECOND: '1000' }, world)
  const atlas = openAtlas()
  const proof: Proof = { ...emptyProof, world: world.name, findings: [] }
  const report = (finding: Finding) => {
    proof.findings.push(describe(finding))
    if (proof.findings.length >= ENOUGH) throw new FoundEnough()
  }
  const isLocked = world.lock !== undefined
  const setting: Setting = { answers: world.answers, isDiscreet: 'UNKNOWN_NAMES' in world.settings, isLocked }
  try {
    await fileAlias(line, world)
    await namesAreKnown(line, world)
    await lockWorld(line, world, walk)
    await exploreBeforePin(line, setting, atlas, report)
    const opened = await exploreOpenings(line, setting, atlas, report)
    const knowsPins = world.answers.some(({ pinOf }) => pinOf)
    if (!isLocked && knowsPins && opened.size === 0) proof.findings.push('no right PIN opens anything')
    if (!isLocked) proof.forgeries = await tryForgeries(line, atlas, report)
    proof.longestCall = longestCall(atlas)
    if (proof.longestCall > MOST_STEPS) proof.findings.push('a call does not end')
    checkLog(line, report)
  } catch (error) {
    if (!(error instanceof FoundEnough)) throw error
  } finally {
    await line.close()
  }
  return {
    ...proof,
    states: atlas.states.size,
    transitions: atlas.transitions,
    openings: atlas.openings.length,
  }
}

const emptyProof = { states: 0, transitions: 0, openings: 0, forgeries: 0, longestCall: 0 }

/** The names on file are read in the background: the proof begins once the same words have the same meaning twice. */
async function namesAreKnown(line: ProofLine, { answers }: World): Promise<void> {
  const name = answers.find(({ kind }) => kind.startsWith('the name of'))
  const seen: string[] = []
  for (let call = 0; call < 200 && (seen.length < 5 || new Set(seen.slice(-5)).size > 1); call++) {
    const url = await walk(line, `warming-up-${call}`, name ? [name] : [])
    seen.push(url.split('&exp=')[0] ?? '')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** No name, number, PIN or appointment is ever logged, before the right PIN or after it. */
function checkLog(line: ProofLine, report: (finding: Finding) => void): void {
  const log = line.log.join('')
  for (const id of [...givenAway(log, undefined), ...named(log)]) {
    report({ state: undefined, answer: undefined, what: `the log gives ${id} away` })
  }
}

function describe({ state, answer, what }: Finding): string {
  const way = state?.path.map(({ kind }) => kind).join(', ')
  return [what, state && `at ${state.key}`, answer && `answering ${answer.kind}`, way && `after ${way}`]
    .filter(Boolean)
    .join(' ')
}
