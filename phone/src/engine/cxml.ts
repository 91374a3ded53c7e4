import { randomUUID } from 'node:crypto'
import type { Dialect, Verb } from './line.ts'
import type { ElementRule } from './rule.ts'
import { connect } from './verbs/connect.ts'
import { denoise } from './verbs/denoise.ts'
import { dial } from './verbs/dial.ts'
import { echo } from './verbs/echo.ts'
import { enqueue } from './verbs/enqueue.ts'
import { gather } from './verbs/gather.ts'
import { hangup } from './verbs/hangup.ts'
import { leave } from './verbs/leave.ts'
import { message } from './verbs/message.ts'
import { pause } from './verbs/pause.ts'
import { pay } from './verbs/pay.ts'
import { play } from './verbs/play.ts'
import { record } from './verbs/record.ts'
import { redirect } from './verbs/redirect.ts'
import { refer } from './verbs/refer.ts'
import { reject } from './verbs/reject.ts'
import { say } from './verbs/say.ts'
import { sms } from './verbs/sms.ts'
import { start, stop } from './verbs/start.ts'

const verbs = [
  ...[say, play, pause, gather, record, dial, enqueue, leave, sms, redirect, hangup, reject],
  ...[connect, start, stop, echo, refer, denoise, pay],
]

/** The verbs by name, and the rules of every element. */
export function tableOf(list: Verb[]): Pick<Dialect, 'verbs' | 'elements'> {
  const byName = Object.fromEntries(list.map((verb) => [verb.name, verb]))
  const response: ElementRule = { attributes: {}, children: Object.keys(byName), text: false }
  const rules = Object.fromEntries(list.map(({ name, rule }) => [name, rule]))
  const nouns = Object.assign({}, ...list.map(({ nouns }) => nouns))
  return { verbs: byName, elements: { ...nouns, ...rules, Response: response } }
}

/** SignalWire's cXML. */
export const cxml: Dialect = {
  name: 'cxml',
  ...tableOf(verbs),
  messages: tableOf([message, redirect]),
  signatureHeaders: ['x-signalwire-signature', 'x-twilio-signature'],
  localProject: '00000000-0000-4000-8000-000000000000',
  sid: () => randomUUID(),
  parameters: () => ({}),
}
