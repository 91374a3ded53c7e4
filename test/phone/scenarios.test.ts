import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { press, say, script } from '../../phone/src/engine/answer.ts'
import { recordScenario } from '../../phone/src/scenario/record.ts'
import { replay } from '../../phone/src/scenario/replay.ts'
import { readScenario, type Scenario } from '../../phone/src/scenario/scenario.ts'
import { openTestLine } from '../helper.ts'
import { callPages } from './helper.ts'

const files = readdirSync('test/calls').filter((file) => file.endsWith('.yaml'))
const scenarios = files.map((file) => readScenario(readFileSync(`test/calls/${file}`, 'utf8')))

async function play(scenario: Scenario) {
  const line = await openTestLine()
  const { from = line.caller, to = line.number, switches = {} } = scenario
  const { caller, check } = replay(scenario)
  const call = await line.call([], { from, to, switches, answer: caller })
  const bodies = async () => (await line.texts()).filter(({ to }) => to === from).map(({ body }) => body)
  // on a busy machine a promised text may be sent after the call
  const count = scenario.texts?.length ?? 0
  await expect.poll(async () => (await bodies()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
  const texts = await bodies()
  return { call, texts, faults: check(call, texts) }
}

describe('calls/', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const { call, faults } = await play(scenario)
    expect(faults).toEqual([])
    expect(call.breaches).toEqual([])
  })

  it('can be recorded from a call, and replayed', async () => {
    const line = await openTestLine()
    const call = await line.call([say('Example Man'), press('1995'), say('yes')])
    await expect.poll(line.texts, { timeout: 10_000 }).toHaveLength(1)
    const texts = (await line.texts()).map(({ body }) => body)
    const recorded = recordScenario(call, texts)
    const again = await play(readScenario(recorded))
    expect(again.faults).toEqual([])
    expect(again.texts).toHaveLength(1)
  })
})

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
