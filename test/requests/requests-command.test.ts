import { press, say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { fileClients, openTestLine, type TestClient } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { requestsOf } from './read.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
  { id: 'c2', name: 'Example Woman', pin: '1999', appointments: [{ at: '2026-12-20T14:00' }] },
]
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g

/** A line on which one caller has confirmed, and a minute later another one, who withheld their number, has cancelled. */
async function openBusyLine() {
  let now = new Date('2026-11-22T15:00:00Z')
  const settings = { REQUESTS: 'on', METRICS_PORT: '0' }
  const line = await openTestLine({ clients, now: () => now, settings })
  await line.call([say('Example Man'), press('1995'), press('1')])
  now = new Date(now.getTime() + 60_000)
  await line.call([say('Example Woman'), press('1999'), press('2'), press('1')], { from: 'anonymous' })
  const environment = { DATABASE_URL: line.config.DATABASE_URL }
  const run = async (...args: string[]) => {
    const { code, out, err } = await runCommand('requests', args, { environment })
    return { code, text: (out + err).replace(ID, 'ID') }
  }
  return { ...line, run, moveTo: (moment: string) => (now = new Date(moment)) }
}

test('the office lists what is open, marks it as done by its id once, and exports all of it', async () => {
  const line = await openBusyLine()
  const [, second] = clients
  await fileClients(line.database, line.config, second ? [{ ...second, appointments: [] }] : [])
  const first = '2026-11-22 10:00  confirm    c1  +12025550123  appointment 2026-12-15 14:00  ID\n'
  const other =
    '2026-11-22 10:01  cancel     c2  number withheld  appointment 2026-12-20 14:00  (removed since)  ID\n'
  expect(await line.run()).toEqual({ code: 0, text: first + other })
  expect((await line.run('--since', '2026-11-22T10:01')).text).toBe(other)
  const [confirmation] = await requestsOf(line.database)
  const id = confirmation?.id ?? ''
  expect(await line.run('--done', id)).toEqual({ code: 0, text: 'Request ID is done.\n' })
  expect(await line.run('--done', id)).toEqual({ code: 1, text: 'There is no open request ID.\n' })
  expect((await line.run()).text).toBe(other)
  const csv = (await line.run('--csv', '--all')).text.split('\n')
  expect(csv[0]).toBe('id,kind,client,number,appointment_at,asked_at,done_at,done_by,appointment')
  expect(csv[1]).toMatch(
    /^ID,confirm,c1,\+12025550123,2026-12-15T19:00:00.000Z,2026-11-22T15:00:00.000Z,[^,]+Z,command,unchanged$/,
  )
  expect(JSON.parse((await line.run('--jsonl')).text)).toEqual({
    ...{ id: 'ID', kind: 'cancel', client: 'c2', number: null, appointment: 'removed' },
    ...{ appointment_at: '2026-12-20T19:00:00.000Z', asked_at: '2026-11-22T15:01:00.000Z' },
    ...{ done_at: null, done_by: null },
  })
})

test('what is asked for wrongly is answered in a sentence', async () => {
  const line = await openTestLine()
  const environment = { DATABASE_URL: line.config.DATABASE_URL }
  const run = (...args: string[]) => runCommand('requests', args, { environment })
  expect(await run()).toMatchObject({ code: 0, out: 'There are no open requests.\n' })
  expect((await run('--csv', '--jsonl')).err).toMatch(/^Give one of --csv and --jsonl\./)
  expect((await run('--done', 'x', '--all')).err).toMatch(/^--done takes an id and nothing else\./)
  expect((await run('--since', 'yesterday')).err).toMatch(/^--since /)
})

test('the metrics count open requests by kind, and tell the age of the oldest', async () => {
  const line = await openBusyLine()
  line.moveTo('2026-11-23T15:00:00Z')
  const read = async () => (await fetch(line.metricsUrl ?? '')).text()
  const page = await read()
  expect(page).toContain('frontdesk_open_requests{kind="confirm"} 1\n')
  expect(page).toContain('frontdesk_open_requests{kind="cancel"} 1\n')
  expect(page).toContain('frontdesk_open_requests{kind="call-back"} 0\n')
  expect(page).toContain('frontdesk_oldest_open_request_seconds 86400\n')
  await line.database.run('UPDATE requests SET done_at = 1')
  expect(await read()).toContain('frontdesk_oldest_open_request_seconds 0\n')
})
