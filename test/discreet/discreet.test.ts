import { expect, test } from 'vitest'
import { addAlias } from '../../src/store/aliases.ts'
import type { TestClient } from '../helper.ts'
import { openTestLine } from '../helper.ts'
import { actionOf, type Line, post } from '../post.ts'
import { countWork, type Work } from './counting.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Marguerite Thornbury', pin: '1995', appointments: [{ at: '2030-12-15T14:00' }] },
  { id: 'c2', name: 'Bartholomew Quick', pin: '1961', language: 'es-US' },
  { id: 't1', name: 'Jo Double', pin: '1944', phone: '+13035559364' },
  { id: 't2', name: 'Jo Double', pin: '1955', phone: '+13035559455' },
]

/** Whoever is called what: on file, on file in another language, two of one name, near to a name on file, with an alias. */
const onFile = [
  'Marguerite Thornbury',
  'Bartholomew Quick',
  'Jo Double',
  'Margaret Thornberry',
  'Dilly Dairy',
]
const unknown = 'Wilhelmina Zzyzx'

type Fields = Record<string, string>
type Way = { name: string; answers: (name: string) => Fields[] }

/** The last name, as it is spelled. */
const spelled = (name: string) => ({ SpeechResult: [...(name.split(' ')[1] ?? '')].join(' ') })
const said = (name: string) => ({ SpeechResult: name })
/** The first letters of the last name and of the first name, in keys. */
const keyed = (name: string) => {
  const keysOf = (letters: string) => letters.toLowerCase().slice(0, 4).replace(/[a-z]/g, keyOf)
  const [first = '', last = ''] = name.split(' ')
  return [{ Digits: keysOf(last) }, { Digits: keysOf(first) }]
}
const keyOf = (letter: string) => '22233344455566677778889999'.charAt(letter.charCodeAt(0) - 97)
const wrongPin = { Digits: '1900' }
const silence = {}

const ways: Way[] = [
  {
    name: 'three wrong PINs, the name said and then spelled',
    answers: (name) => [
      said(name),
      wrongPin,
      said(name),
      spelled(name),
      wrongPin,
      said(name),
      spelled(name),
      wrongPin,
    ],
  },
  {
    name: 'silence, commands and what is no PIN',
    answers: (name) => [
      silence,
      said(name),
      spelled(name),
      silence,
      { Digits: '*' },
      said('what?'),
      wrongPin,
    ],
  },
  {
    name: 'three wrong PINs, the name keyed',
    answers: (name) => [
      ...[{ Digits: '1' }, ...keyed(name), { Digits: '9364' }, wrongPin],
      ...[...keyed(name), { Digits: '9455' }, wrongPin],
      ...[...keyed(name), { Digits: '1234' }, wrongPin],
    ],
  },
  { name: 'the operator', answers: (name) => [said(name), { Digits: '0' }] },
]

/** The document without what may differ: the hints, which only the platform gets, the name that was said, whom the progress is about, expiry and signature. */
function masked(document: string, name: string): string {
  return document
    .replace(/ hints="[^"]*"/g, '')
    .replaceAll(name, 'NAME')
    .replace(/client=[^&]*&/g, 'client=…&')
    .replace(/keys=[\d.]+&/g, 'keys=…&')
    .replace(/exp=\d+&amp;sig=[\w-]+/g, '')
}

/** A number of its own for each call, so that the wrong PINs of one count for no other. */
function numberOf(call: string): string {
  const digits = [...call].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000, 7)
  return `+1202${2_000_000 + (digits % 8_000_000)}`
}

type Heard = { document: string; work: Work }

async function play(
  line: Line,
  call: string,
  take: () => Work,
  name: string,
  answers: Fields[],
): Promise<Heard[]> {
  let url = '/voice'
  const heard: Heard[] = []
  for (const answer of [{}, ...answers]) {
    take()
    const { body } = await post(line, url, { CallSid: call, From: numberOf(call), ...answer })
    // The step is written a moment later; the end of a call waits for that.
    await post(line, '/call-status', { CallSid: 'another', CallStatus: 'completed' })
    heard.push({ document: masked(body, name), work: take() })
    url = actionOf(body)
    if (!url) break
  }
  return heard
}

for (const { name: way, answers } of ways) {
  test(`${way}: who is on file and who is not hear the same, byte for byte, for the same work`, async () => {
    const counter = countWork()
    const line = await openTestLine({
      clients,
      settings: { UNKNOWN_NAMES: 'discreet', LANGUAGES: 'en-US,es-US' },
      wrap: counter.wrap,
    })
    await addAlias(line.database, { client: 'c1', heardKey: 'dilly dairy', at: 0, by: 'ann' })
    await untilNamesAreRead(line, counter.take)
    const stranger = await play(line, 'stranger', counter.take, unknown, answers(unknown))
    for (const [index, name] of onFile.entries()) {
      const known = await play(line, `known-${index}`, counter.take, name, answers(name))
      expect(known.map(({ document }) => document)).toEqual(stranger.map(({ document }) => document))
      expect(known.map(({ work }) => work)).toEqual(stranger.map(({ work }) => work))
    }
  })
}

test('a locked record and a wrong PIN are the same, too', async () => {
  const counter = countWork()
  const line = await openTestLine({ clients, settings: { UNKNOWN_NAMES: 'discreet' }, wrap: counter.wrap })
  await untilNamesAreRead(line, counter.take)
  const name = 'Marguerite Thornbury'
  const stranger = await play(line, 'stranger', counter.take, unknown, [said(unknown), { Digits: '1995' }])
  for (let n = 0; n < 5; n++) await play(line, `wrong-${n}`, counter.take, name, [said(name), wrongPin])
  const locked = await play(line, 'locked', counter.take, name, [said(name), { Digits: '1995' }])
  expect(locked).toEqual(stranger)
})

/** The names are read in the background after a start, for whoever calls first. */
async function untilNamesAreRead(line: Line, take: () => Work): Promise<void> {
  const first = () =>
    play(line, `warm-${Math.random()}`.replace('.', ''), take, unknown, [said('Marguerite Thornbury')])
  for (let n = 0; n < 3; n++) await first()
}
