import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluateHints } from '../../../bench/eval/hints.ts'
import { evaluateKeys } from '../../../bench/eval/keys.ts'
import { evaluateNames } from '../../../bench/eval/names.ts'
import { writePeople } from '../../../bench/people.ts'
import { temporaryFolder } from '../../store/databases.ts'

function file(name: string, lines: string[]): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const clients = () =>
  file('clients.csv', [
    'id,name,pin,phone,appointment_at',
    '1,Ann Lee,1995,+12025550101,2030-01-07T14:00Z',
    '2,Jon Smith,1996,+12025550102,2030-01-08T14:00Z',
    '3,John Smith,1997,+12025550103,',
  ])
const heard = () =>
  file('heard.jsonl', [
    '{"truth": "Ann Lee", "heard": "it is ann lee"}',
    '{"truth": "John Smith", "heard": "John Smith."}',
    '{"truth": "Ann Lee", "heard": "Jon Smith"}',
    '{"truth": "Jon Smith", "heard": "Guadalupe Wojciechowski"}',
  ])

test('names are counted by what the caller would meet with', async () => {
  const options = { clients: clients(), heard: heard(), pinLength: 4, isAbsent: true, isCurve: false }
  expect(JSON.parse(await evaluateNames({ ...options, isJson: true }))).toEqual({
    ...{ total: 4, right: 1, wrong: 0, asked: 1, asked_wrong: 1, nobody: 1, absent: 4, absent_accepted: 1 },
    ...{ p50_ms: expect.any(Number), p99_ms: expect.any(Number) },
  })
  expect(await evaluateNames({ ...options, isJson: false })).toMatch(/^all +4 +25.0 +25.0/m)
  expect(await evaluateNames({ ...options, isJson: false, isCurve: true })).toMatch(/^accept from 0.99/m)
})

test('a row of the clients that cannot be read is named', async () => {
  const bad = file('clients.csv', ['name,pin', 'Ann Lee,12'])
  const options = {
    clients: bad,
    heard: heard(),
    pinLength: 4,
    isJson: true,
    isAbsent: false,
    isCurve: false,
  }
  await expect(evaluateNames(options)).rejects.toThrow('line 2, pin')
})

test('hints are counted under the calling model', async () => {
  const counts = JSON.parse(await evaluateHints({ clients: clients(), pinLength: 4 }, true))
  expect(counts).toEqual({ calls: 2000, hinted: 100, from_own_number: 100, from_another: 100 })
})

test('callers with keys alone are counted by how far they come', async () => {
  const people = file('clients.csv', [
    'id,name,pin,phone',
    '1,Ann Lee,1995,+12025550101',
    '2,Jon Smith,1996,+12025550102',
    '3,John Smith,1997,+12025550103',
    '4,Jose Ruiz,1998,',
    '5,José Ruiz,1999,',
  ])
  const counts = JSON.parse(await evaluateKeys({ clients: people, pinLength: 4 }, true))
  expect(counts).toEqual({ calls: 5, through: 3, operator: 2, 'not found': 0, wrong: 0 })
})

test('of callers with keys alone, at least 95 % get through, and none as somebody else', {
  timeout: 120_000,
}, async () => {
  const people = file('clients.csv', [])
  writePeople(people, 1_000)
  const counts = JSON.parse(await evaluateKeys({ clients: people, pinLength: 4 }, true))
  expect(counts.through / counts.calls).toBeGreaterThanOrEqual(0.95)
  expect(counts.wrong).toBe(0)
})
