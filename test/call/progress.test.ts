import { describe, expect, test } from 'vitest'
import {
  LINK_LIFETIME_SECONDS,
  type ProgressOf,
  readProgress,
  writeProgress,
} from '../../src/call/progress.ts'
import type { Question } from '../../src/call/questions.ts'

const secrets = ['the current secret', 'the previous secret']
const now = new Date('2026-11-22T12:00:00Z')
const progress: ProgressOf<'pin'> = {
  question: 'pin',
  lang: 'en-US',
  timesAsked: { pin: 1, name: 2 },
  repeats: 1,
  reason: 'notHeard',
  client: 'c1',
  named: undefined,
  isKeyed: false,
}
const link = writeProgress(progress, 'call-1', secrets, now)
const read = (url: string, call = 'call-1', at = now) => {
  // Of a step that does not exist, too.
  const question = /^\/([a-z-]+)/.exec(url)?.[1] as Question
  return readProgress(question, url, call, secrets, at)
}

describe('progress', () => {
  test('comes back as it was sent, in readable parameters', () => {
    expect(link).toMatch(
      /^\/pin\?client=c1&tries=1&asked=name2&repeats=1&reason=notHeard&lang=en-US&exp=\d+&sig=[\w-]{43}$/,
    )
    expect(read(link)).toEqual({ kind: 'valid', progress })
  })

  test('holds nobody, several clients, and a name to speak', () => {
    const nobody: ProgressOf<'pin'> = { ...progress, client: undefined, named: 'c2' }
    expect(read(writeProgress(nobody, 'call-1', secrets, now))).toEqual({ kind: 'valid', progress: nobody })
    const several: ProgressOf<'last-four'> = {
      ...{ lang: 'en-US', repeats: 1, reason: 'notHeard', question: 'last-four' },
      timesAsked: { 'last-four': 1, name: 1 },
      namesakes: ['a&b', 'c=d'],
      declined: [],
      keyed: { family: '7648', given: '56' },
    }
    expect(read(writeProgress(several, 'call-1', secrets, now))).toEqual({ kind: 'valid', progress: several })
  })

  test('signed by the previous secret still holds', () => {
    const old = writeProgress(progress, 'call-1', [secrets[1] ?? ''], now)
    expect(read(old)).toEqual({ kind: 'valid', progress })
  })

  test('that is too old says so, and keeps its counts', () => {
    const later = new Date(now.getTime() + (LINK_LIFETIME_SECONDS + 1) * 1000)
    expect(read(link, 'call-1', later)).toEqual({ kind: 'expired', progress })
  })

  const alterations: [how: string, url: string][] = [
    ['without any parameters', '/pin'],
    ['without a signature', link.replace(/&sig=.*/, '')],
    ['with an empty signature', link.replace(/sig=.*/, 'sig=')],
    ['with a signature cut short', link.slice(0, -1)],
    ['with another count', link.replace('tries=1', 'tries=0')],
    ['with another client', link.replace('client=c1', 'client=c2')],
    ['with a parameter doubled', `${link}&tries=0`],
    ['with a parameter put before', link.replace('?', '?tries=0&')],
    ['with a parameter left out', link.replace('&repeats=1', '')],
    ['with its parameters in another order', link.replace('client=c1&tries=1', 'tries=1&client=c1')],
    ['with a later expiry', link.replace(/exp=\d+/, 'exp=9999999999')],
    ['at another step', link.replace('/pin', '/sms-offer')],
    ['at a step that does not exist', link.replace('/pin', '/pins')],
    ['written in another way', link.replace('en-US', 'en%2DUS')],
    ['signed by a secret that is not ours', writeProgress(progress, 'call-1', ['not ours'], now)],
  ]
  test.each(alterations)('%s is refused', (_, url) => {
    expect(read(url)).toEqual({ kind: 'altered' })
  })

  test('of another call is refused', () => {
    expect(read(link, 'call-2')).toEqual({ kind: 'altered' })
  })
})
