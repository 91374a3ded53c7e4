import type { Finding, State } from './finding.ts'

const MARKS: Record<State, string> = { ok: '✓', warn: '!', fail: '✗', skip: '-' }

/** One line a finding, with what to do about it. */
export function printFindings(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length))
  const lines = findings.map(({ check, state, says, fix }) => {
    const advice = fix === undefined ? '' : ` → ${fix}`
    return `${MARKS[state]} ${check.padEnd(width)}  ${says}${advice}`
  })
  return [...lines, '', summary(findings)].join('\n')
}

function summary(findings: Finding[]): string {
  const count = (state: State) => findings.filter((one) => one.state === state).length
  const [faults, warnings] = [count('fail'), count('warn')]
  if (faults > 0)
    return `A call would go wrong: ${faults} to fix (✗)${warnings > 0 ? `, ${warnings} to look at (!)` : ''}.`
  if (warnings > 0) return `A call would go through; ${warnings} to look at (!).`
  return 'A call would go through.'
}

/** For scripts. */
export function toJson(findings: Finding[]): string {
  return JSON.stringify({ ok: isWell(findings), checks: findings }, null, 2)
}

/** Whether nothing was found that makes a call go wrong. */
export function isWell(findings: Finding[]): boolean {
  return findings.every(({ state }) => state !== 'fail')
}
