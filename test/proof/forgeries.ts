import type { LightMyRequestResponse } from 'fastify'
import { LINK_LIFETIME_SECONDS } from '../../src/call/progress.ts'
import type { Atlas, Report, State } from './explore.ts'
import { masked } from './findings.ts'
import type { ProofLine } from './line-under-test.ts'
import { walk } from './openings.ts'
import { givenAway, people } from './people.ts'

type Reply = LightMyRequestResponse
type Forgery = { what: string; send: () => Promise<Reply>; isRefused: (reply: Reply) => boolean }

/** 429 is what an address gets that has failed too often: how soon, depends on the machine. */
const isForbidden = ({ statusCode, body }: Reply) =>
  (statusCode === 403 || statusCode === 429) && !body.includes('<Response>')
const isGoodbye = ({ statusCode, body }: Reply) =>
  statusCode === 200 && /<Response><Say [^>]*>(Goodbye\.|Adiós\.)<\/Say><Hangup\/><\/Response>/.test(body)
const isHarmless = ({ statusCode, body }: Reply) => statusCode === 200 && body.includes('<Response>')

/** Tries to get in sideways at one place of each kind: forged, altered, moved, expired, repeated and late webhooks. */
export async function tryForgeries(line: ProofLine, atlas: Atlas, report: Report): Promise<number> {
  const kinds = new Map([...atlas.states.values()].map((state) => [kindOf(state), state]))
  let tried = 0
  for (const state of kinds.values()) {
    for (const { what, send, isRefused } of await forgeriesAt(line, state, `forgery-${tried}`)) {
      const reply = await send()
      tried += 1
      if (!isRefused(reply)) report({ state, answer: undefined, what: `${what} gets ${reply.statusCode}` })
      for (const id of givenAway(masked(reply.body), undefined)) {
        report({ state, answer: undefined, what: `${what} gives ${id} away` })
      }
      await line.database.run('DELETE FROM failed_attempts')
    }
  }
  return tried
}

/** Places of one kind differ in their counts only. */
function kindOf({ key, who }: State): string {
  return `${key.replace(/=\d+|asked=[^&]*/g, '')} ${who}`
}

/** A right PIN, so that whatever gets through does harm. */
function rightPin({ who }: State): Record<string, string> {
  return { Digits: people.find(({ id }) => who.includes(id))?.pin ?? '7391' }
}

async function forgeriesAt(line: ProofLine, state: State, call: string): Promise<Forgery[]> {
  const url = await walk(line, call, state.path)
  const fields = { CallSid: call, ...rightPin(state) }
  const other = { ...fields, CallSid: `${call}-other` }
  return [
    { what: 'no signature', send: () => line.send({ url, fields, signature: '' }), isRefused: isForbidden },
    {
      what: 'a forged signature',
      send: () => line.send({ url, fields, signature: FORGED }),
      isRefused: isForbidden,
    },
    {
      what: 'the progress of another call',
      send: () => line.send({ url, fields: other }),
      isRefused: isForbidden,
    },
    ...alterations(url).map(([what, altered]) => ({
      what,
      send: () => line.send({ url: altered, fields }),
      isRefused: isForbidden,
    })),
    { what: 'expired progress', send: () => sendLate(line, url, fields), isRefused: isHarmless },
    { what: 'a webhook after the end', send: () => sendAfterEnd(line, url, fields), isRefused: isGoodbye },
  ]
}

const FORGED = 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='

function alterations(url: string): [what: string, altered: string][] {
  const [path = '', query = ''] = url.split('?')
  const steps = [
    '/name',
    '/did-you-mean',
    '/spell-name',
    '/key-name',
    '/key-first-name',
    '/last-four',
    '/pin',
    '/request',
    '/confirm-cancel',
    '/sms-offer',
    '/call-back',
    '/call-back-number',
    '/confirm-number',
    '/operator',
  ]
  const parameters = query.split('&')
  return [
    ...steps
      .filter((step) => step !== path)
      .map((step): [string, string] => [`moved to ${step}`, `${step}?${query}`]),
    ...parameters.flatMap((one): [string, string][] => [
      [`${one.split('=')[0]} altered`, url.replace(one, `${one}1`)],
      [`${one.split('=')[0]} left out`, url.replace(one, '').replace('&&', '&')],
      [`${one.split('=')[0]} doubled`, url.replace(one, `${one}&${one}`)],
    ]),
    ['cut short', url.slice(0, -5)],
    ['unsigned', url.replace(/&sig=.*/, '')],
  ]
}

/** Progress outlives nothing: the caller is asked who they are, whatever they enter. */
async function sendLate(line: ProofLine, url: string, fields: Record<string, string>): Promise<Reply> {
  line.clock.now += (LINK_LIFETIME_SECONDS + 1) * 1000
  const reply = await line.send({ url, fields })
  line.clock.now -= (LINK_LIFETIME_SECONDS + 1) * 1000
  return reply
}

async function sendAfterEnd(line: ProofLine, url: string, fields: Record<string, string>): Promise<Reply> {
  const { CallSid = '' } = fields
  await line.send({ url: '/call-status', fields: { CallSid, CallStatus: 'completed' } })
  return line.send({ url, fields })
}
