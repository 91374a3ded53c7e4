import { describe, expect, it } from 'vitest'
import { press, script } from '../src/engine/answer.ts'
import { recordScenario } from '../src/scenario/record.ts'
import { replay } from '../src/scenario/replay.ts'
import { readScenario } from '../src/scenario/scenario.ts'
import { callPages } from './helper.ts'

describe('a scenario that the line does not follow', () => {
  const voice = '<Gather numDigits="1" action="https://line.example/next"><Say>Who is there?</Say></Gather>'
  const replies = { '/voice': voice, '/next': '<Say>Welcome.</Say><Dial>+12025550150</Dial>' }
  const right = `
name: right
steps:
  - { hear: Who is there?, keys: "1" }
  - { hear: Wel*me. }
dialled: "+12025550150"`

  async function faultsOf(text: string, texts: string[] = []) {
    const { caller, check } = replay(readScenario(text))
    return check(await callPages(replies, caller), texts)
  }

  it('is right when it does', async () => {
    expect(await faultsOf(right)).toEqual([])
  })

  it.each([
    [
      'another question',
      right.replace('Who is', 'Who was'),
      /step 1 wants to hear "Who was there\?", and the line says/,
    ],
    ['another end', right.replace('Wel', 'Be'), /step 2 wants to hear/],
    ['nobody to connect to', right.replace(/dialled.*/, ''), /connected to \+12025550150, and not to nobody/],
    ['a third step', right.replace('dialled', '  - { hear: Bye. }\ndialled'), /over before step 3/],
    [
      'only one step',
      right.replace(/ {2}- { hear: Wel.*/, ''),
      /after the last step the line goes on: "Welcome."/,
    ],
    ['no answer', right.replace(', keys: "1"', ''), /step 1 gives no answer/],
    ['the caller hanging up', right.replace('keys: "1"', 'hangUp: true'), /over before step 2/],
    ['a text', `${right}\ntexts: [Hello]`, /the texts are \[\], and not \["Hello"\]/],
  ])('is told: it wants %s', async (_what, text, message) => {
    expect((await faultsOf(text))[0]).toMatch(message)
  })

  it.each([
    ['no YAML', 'steps: [', /^Flow sequence/],
    ['no steps', 'name: a', /^steps: /],
    ['a number for keys', 'name: a\nsteps: [{ hear: A, keys: 1995 }]', /^steps\.0\.keys: wants text/],
    ['a field that is none', 'name: a\nsteps: [{ hear: A, press: "1" }]', /^steps\.0: .*press/],
  ])('is no scenario: %s', (_what, text, message) => {
    expect(() => readScenario(text)).toThrow(message)
  })

  it('records what was answered', async () => {
    const call = await callPages(replies, script(press('1')))
    expect(recordScenario(call, [])).toContain('keys: "1"')
  })
})
