import { signUrl } from '../../src/call/signed-url.ts'
import type { Answer } from './answers.ts'
import {
  type Atlas,
  exploreFrom,
  fieldsAt,
  isOpening,
  type Opening,
  type Report,
  type Setting,
} from './explore.ts'
import { checkDocument, leadsTo, maskedUrl } from './findings.ts'
import { type ProofLine, stateSecret } from './line-under-test.ts'
import { givenAway, saidAloud } from './people.ts'

/** Walks a way in a new call; gives the URL at its end. */
export async function walk(line: ProofLine, call: string, path: Answer[], from?: string): Promise<string> {
  let url = '/voice'
  let fields: Record<string, string> = {}
  for (const answer of [undefined, ...path]) {
    if (answer) fields = answer.fields
    const reply = await line.send({ url, fields: { CallSid: call, ...fields }, ...(from && { from }) })
    url = leadsTo(reply.body) ?? ''
  }
  return url
}

/**
 * Enters every right PIN in a call of its own, from numbers that can and cannot be texted, and explores what follows.
 * What was asked before the PIN makes no difference after it, so that each kind of ending is explored once.
 * @returns whose records were opened
 */
export async function exploreOpenings(
  line: ProofLine,
  setting: Setting,
  atlas: Atlas,
  report: Report,
): Promise<Set<string>> {
  const opened = new Set<string>()
  const kinds = new Set<string>()
  for (const [index, opening] of atlas.openings.entries()) {
    const from = index % 2 === 0 ? `+1202777${String(1000 + index)}` : 'anonymous'
    const next = await open(line, `opening-${index}`, from, opening, setting, report)
    const { pinOf: id = '' } = opening.answer
    if (next.isOpen) opened.add(id)
    const kind = next.url && maskedUrl(next.url).replace(/&asked=[^&]*/, '')
    if (!next.isOpen || !kind || kinds.has(kind)) continue
    kinds.add(kind)
    const start = {
      key: maskedUrl(next.url ?? ''),
      url: next.url ?? '',
      path: [...opening.state.path, opening.answer],
      who: [id],
    }
    await exploreFrom(line, `opening-${index}`, start, setting, atlas, report, { id, from })
  }
  await checkTexts(line, atlas, report)
  await askUntold(line)
  await checkRequests(line, atlas, report)
  return opened
}

async function open(
  line: ProofLine,
  call: string,
  from: string,
  { state, answer }: Opening,
  setting: Setting,
  report: Report,
) {
  const url = await walk(line, call, state.path, from)
  const fields = { CallSid: call, ...fieldsAt(state, answer) }
  const reply = await line.send({ url, fields, from })
  await line.database.run('DELETE FROM failed_attempts')
  // Since it was found, others may have come to this question who said they are somebody else.
  const told = isOpening(state, answer, setting) ? answer.pinOf : undefined
  const said = [...state.path, answer]
  const allowance = { isDiscreet: setting.isDiscreet, said, ...(told && { told }) }
  for (const what of checkDocument(reply, fields, allowance)) report({ state, answer, what })
  const isOpen = givenAway(reply.body, undefined).length > 0
  if (isOpen && !(await isRecorded(line, call))) report({ state, answer, what: 'told without a record' })
  return { url: leadsTo(reply.body), isOpen }
}

async function isRecorded(line: ProofLine, call: string): Promise<boolean> {
  const sql = "SELECT client_id FROM disclosure_log WHERE call_sid = ? AND what = 'told'"
  return (await line.database.get(sql, call)) !== undefined
}

/** Asks in a call that was told nothing, with progress signed as ours: what it asks about anybody must not count. */
async function askUntold(line: ProofLine): Promise<void> {
  for (const [index, { path, Digits }] of UNTOLD.entries()) {
    const call = `untold-${index}`
    const query = `client=c1&tries=1&lang=en-US`
    const url = signUrl(path, query, line.clock.now / 1000 + 60, call, [stateSecret])
    await line.send({ url, fields: { CallSid: call, Digits } })
  }
}

const UNTOLD = [
  { path: '/request', Digits: '1' },
  { path: '/request', Digits: '3' },
  { path: '/confirm-cancel', Digits: '1' },
  { path: '/call-back', Digits: '1' },
]

/** Each text went to the number of a call whose PIN was right, and holds nobody else's. */
async function checkTexts(line: ProofLine, atlas: Atlas, report: Report): Promise<void> {
  const { messages }: { messages: { to: string; body: string }[] } = JSON.parse(await line.texts())
  for (const { to, body } of messages) {
    const index = Number(/^\+1202777(\d+)$/.exec(to)?.[1]) - 1000
    const told = atlas.openings[index]?.answer.pinOf
    for (const id of [...givenAway(body, told), ...saidAloud(body)]) {
      report({ state: undefined, answer: undefined, what: `a text gives ${id} away` })
    }
  }
}

type Asked = {
  call: string
  step: string
  kind: string
  client: string | null
  number: string | null
  isTold: number
}

const REQUESTS = `SELECT r.call_sid AS "call", r.step, r.kind, r.client_id AS client, r.number,
    EXISTS (SELECT 1 FROM disclosure_log d WHERE d.call_sid = r.call_sid AND d.client_id = r.client_id
      AND d.what = 'told' AND d.appointment_at = r.appointment_at) AS "isTold"
  FROM requests r`

/**
 * Each request comes from a call whose PIN was right, and is about the appointment that it was told of whose PIN it was; or
 * is a call back about nobody. A call asks one thing, and to be called back once.
 */
async function checkRequests(line: ProofLine, atlas: Atlas, report: Report): Promise<void> {
  const asked = await line.database.all<Asked>(REQUESTS)
  const find = (what: string) => report({ state: undefined, answer: undefined, what })
  for (const { call, step, kind, client, number, isTold } of asked) {
    if (client === null ? kind !== 'call-back' : isTold === 0 || pinOf(atlas, call) !== client)
      find(`${call} asked something about ${client}`)
    if (number?.startsWith('+1900')) find(`${call} has a premium number called`)
    const isCallBack = step === 'call-back'
    const others = asked.filter((one) => one.call === call && (one.step === 'call-back') === isCallBack)
    if (others.length > 1) find(`${call} asked ${others.length} times`)
  }
  const isTaken = line.config.REQUESTS === 'on' && atlas.openings.length > 0
  if (asked.some(({ client }) => client !== null) !== isTaken) find(`${asked.length} requests`)
}

/** Whose right PIN opened the call. */
function pinOf(atlas: Atlas, call: string): string | undefined {
  return atlas.openings[Number(/^opening-(\d+)$/.exec(call)?.[1])]?.answer.pinOf
}
