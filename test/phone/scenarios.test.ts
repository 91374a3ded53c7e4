import { readdirSync, readFileSync } from 'node:fs'
import { press, readScenario, recordScenario, replay, type Scenario, say } from 'cxml-phone'
import { describe, expect, it } from 'vitest'
import { openTestLine } from '../helper.ts'

const files = readdirSync('test/calls').filter((file) => file.endsWith('.yaml'))
const scenarios = files.map((file) => readScenario(readFileSync(`test/calls/${file}`, 'utf8')))

async function play(scenario: Scenario) {
  const line = await openTestLine()
  const { from = line.caller, to = line.number, switches = {} } = scenario
  const { caller, check } = replay(scenario)
  const call = await line.call([], { from, to, switches, answer: caller })
  const bodies = async () => (await line.texts()).filter(({ to }) => to === from).map(({ body }) => body)
  // on a busy machine a promised text may be sent after the call
  const count = Math.min(scenario.texts?.length ?? 0, 1)
  await expect.poll(async () => (await bodies()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
  const replied = scenario.reply === undefined ? [] : (await line.text(scenario.reply, { from, to })).texts
  const texts = [...(await bodies()), ...replied.map(({ body }) => body)]
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
