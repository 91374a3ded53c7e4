import { actionOf } from '../post.ts'
import type { ProofLine } from './line-under-test.ts'
import { caller } from './line-under-test.ts'
import { givenAway, people } from './people.ts'

const bodies = ['C', 'R', 'STOP', 'START', 'HELP', 'hello', '']
const FORGED = 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='
const EFFECTS = `SELECT (SELECT COUNT(*) FROM requests) AS requests, (SELECT COUNT(*) FROM text_replies) AS replies,
  (SELECT COUNT(*) FROM unreachable_numbers) AS opted_out`

/** Tries to answer another person's text, by messages that are forged, come from another number, or are repeated. */
export async function tryReplies(line: ProofLine): Promise<string[]> {
  await orderText(line)
  const findings: string[] = []
  const reply = async (MessageSid: string, Body: string, how: { from?: string; signature?: string } = {}) => {
    const { statusCode, body } = await line.send({ url: '/sms', fields: { MessageSid, Body }, ...how })
    for (const id of givenAway(body, undefined)) findings.push(`the answer to "${Body}" gives ${id} away`)
    return { statusCode, body, effects: await effectsOn(line) }
  }
  for (const body of bodies) {
    const before = await effectsOn(line)
    for (const signature of ['', FORGED]) {
      const { statusCode, effects } = await reply('forged', body, { signature })
      if (statusCode !== 403 || effects !== before) findings.push(`"${body}" is taken without a signature`)
    }
    await reply(`other-${body}`, body, { from: '+12025550188' })
  }
  if ((await line.database.all('SELECT id FROM requests')).length > 0)
    findings.push('another number answers a text')
  for (const body of bodies) {
    const first = await reply(`own-${body}`, body)
    for (const again of bodies) {
      const second = await reply(`own-${body}`, again)
      if (second.body !== first.body || second.effects !== first.effects)
        findings.push(`"${body}" counts twice when it is repeated as "${again}"`)
    }
  }
  const kinds = await line.database.all<{ kind: string }>('SELECT kind FROM requests ORDER BY kind')
  if (kinds.map(({ kind }) => kind).join() !== 'call-back,confirm')
    findings.push('the person who was texted asked for something else')
  return findings
}

async function effectsOn(line: ProofLine): Promise<string> {
  return JSON.stringify(await line.database.get(EFFECTS))
}

/** A call that ends with a text. */
async function orderText(line: ProofLine): Promise<void> {
  const [person] = people
  const steps = [{}, { SpeechResult: person?.name ?? '' }, { Digits: person?.pin ?? '' }]
  let url = '/voice'
  for (const step of [...steps, { SpeechResult: 'hm' }, { SpeechResult: 'yes' }]) {
    const fields = { CallSid: 'texted', ...step }
    url = actionOf((await line.send({ url, fields, from: caller })).body) || url
  }
}
