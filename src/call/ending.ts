import type { Reached } from './services.ts'

/**
 * How a call ended, in a word: what the line did last or, where a question was left open, `hung-up:` and the question.
 * `unknown` is a call that never asked us anything.
 */
export function endingOf({ outcome, asks }: Reached): string {
  if (asks) return `hung-up:${asks}`
  const [kind = ''] = outcome.split(':')
  return kind || 'unknown'
}
