import type { Finding, State } from './finding.ts'

const MARKS: Record<State, string> = { ok: '✓', warn: '!', fail: '✗', skip: '-' }

/** One line for each finding, with its fix, and a summary. */
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
  const warned = warnings > 0 ? `${plural(warnings, 'warning')} (!)` : ''
  if (faults > 0) return `Calls will fail: ${plural(faults, 'problem')} to fix (✗)${warned && `, ${warned}`}.`
  return warned ? `Calls will work, with ${warned}.` : 'Calls will work.'
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** The findings for scripts. */
export function toJson(findings: Finding[]): string {
  return JSON.stringify({ ok: isReady(findings), checks: findings }, null, 2)
}

/** Whether calls will work. */
export function isReady(findings: Finding[]): boolean {
  return findings.every(({ state }) => state !== 'fail')
}
