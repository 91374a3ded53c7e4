import { createHash } from 'node:crypto'
import { createEncryption } from '../../src/crypto/encryption.ts'
import { insertMany } from '../../src/store/batches.ts'
import type { Database, Value } from '../../src/store/database.ts'
import { addMisheard } from '../../src/store/misheard.ts'

const DAY_MS = 24 * 3_600_000
const DAYS = 14
/** Rows of one transaction. */
const PAGE = 3_000
const SHARES = { told: 0.6, texted: 0.25, asked: 0.1, misheard: 0.1 }
/** What waits for somebody. */
const OPEN = { requests: 60, texts: 40, locks: 30 }

const CALLS = [
  'call_sid',
  'started_at',
  'last_at',
  'step',
  'outcome',
  'why',
  'asks',
  'ended_at',
  'end_status',
]
const RECORD = ['call_sid', 'client_id', 'what', 'at', 'appointment_at', 'verified_by']
const TEXTS = [
  ...[
    'call_sid',
    'number_key',
    'consent',
    'promised_at',
    'segments',
    'state',
    'tries',
    'due_at',
    'leased_until',
  ],
  ...['settled_at', 'sid', 'code', 'status', 'status_rank'],
]
const REQUESTS = [
  ...[
    'id',
    'call_sid',
    'step',
    'kind',
    'client_id',
    'number',
    'asked_at',
    'appointment_at',
    'done_at',
    'done_by',
  ],
]
const LOCKS = ['subject', 'wrong_at', 'lockouts', 'locked_until', 'last_at']

/** Gives a database the calls of two weeks with all that they leave behind, and the office something to do. */
export async function fillWithCalls(
  database: Database,
  { calls, ids, now, secret }: { calls: number; ids: string[]; now: number; secret: string },
): Promise<void> {
  const idOf = (call: number) => ids[call % ids.length] ?? ''
  const timeOf = (call: number) => now - Math.floor((DAYS * DAY_MS * call) / calls)
  const all = Array.from({ length: calls }, (_, call) => call)
  const some = (share: number) => all.filter((call) => call % 100 < share * 100)
  const insert = async (table: string, columns: string[], rows: Value[][]) => {
    for (let at = 0; at < rows.length; at += PAGE) {
      const page = rows.slice(at, at + PAGE)
      await database.transaction((queries) => insertMany(queries, table, columns, page))
    }
  }
  const told = some(SHARES.told)
  const texted = some(SHARES.texted)
  await insert(
    'calls',
    CALLS,
    all.map((call) => callRow(call, timeOf(call))),
  )
  await insert('disclosure_log', RECORD, [
    ...told.map((call) => [`c${call}`, idOf(call), 'told', timeOf(call), now + DAY_MS, 'pin']),
    ...texted.map((call) => [`c${call}`, idOf(call), 'texted', timeOf(call), now + DAY_MS, 'pin']),
  ])
  await insert(
    'texts',
    TEXTS,
    texted.map((call, at) => textRow(call, timeOf(call), at < OPEN.texts)),
  )
  const asked = some(SHARES.asked)
  const done = (at: number) => (at < OPEN.requests ? [null, null] : [now, 'ann'])
  await insert(
    'requests',
    REQUESTS,
    asked.map((call, at) => [
      ...[
        `r${call}`,
        `c${call}`,
        'request',
        'confirm',
        idOf(call),
        '+12025550188',
        timeOf(call),
        now + DAY_MS,
      ],
      ...done(at),
    ]),
  )
  const locked = Array.from({ length: OPEN.locks }, (_, at) => idOf(at))
  await insert(
    'failed_attempts',
    LOCKS,
    locked.map((id) => [`client:${id}`, '', 1, now + DAY_MS, now]),
  )
  await fillMisheard(database, some(SHARES.misheard), { timeOf, secret })
}

function callRow(call: number, at: number): Value[] {
  const isTold = call % 100 < SHARES.told * 100
  const [outcome, why, asks] = isTold ? ['text-promised', null, null] : ['connected', 'notFound', null]
  return [
    `c${call}`,
    at,
    at + 60_000,
    'sms-offer',
    outcome ?? '',
    why ?? null,
    asks ?? null,
    at + 60_000,
    'completed',
  ]
}

function textRow(call: number, at: number, hasFailed: boolean): Value[] {
  const status = hasFailed ? 'failed' : 'delivered'
  return [
    `c${call}`,
    'key',
    'yes',
    at,
    1,
    'accepted',
    1,
    at,
    0,
    at,
    `SM${call}`,
    hasFailed ? '30005' : null,
    status,
    3,
  ]
}

/** A fifth as many different names as there were said. */
async function fillMisheard(
  database: Database,
  calls: number[],
  { timeOf, secret }: { timeOf: (call: number) => number; secret: string },
): Promise<void> {
  const encryption = createEncryption(secret)
  const rows = calls.map((call, at) => {
    const digest = createHash('sha256')
      .update(`${at % Math.ceil(calls.length / 5)}`)
      .digest('base64url')
    const words = encryption.encrypt(`zebediah quux ${at % 1000}`, `misheard ${digest}`)
    return { call: `c${call}`, step: 'name1', digest, words, at: timeOf(call) }
  })
  for (let at = 0; at < rows.length; at += PAGE) await addMisheard(database, rows.slice(at, at + PAGE))
}
