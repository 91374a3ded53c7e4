import { expect, onTestFinished, test } from 'vitest'
import type { Identification } from '../../src/directory/identification.ts'
import { openRecogniser } from '../../src/directory/recogniser.ts'
import { nameKey } from '../../src/hearing/name-key.ts'
import { load } from '../../src/import/load.ts'
import { callersFrom } from '../../src/store/clients.ts'
import type { Database } from '../../src/store/database.ts'
import { read } from '../../src/store/read.ts'
import { othersOnFile } from '../helper.ts'
import { databases, openFresh } from '../store/databases.ts'

const people = [
  'Catherine O’Neill-Smith',
  'Jon Schmidt',
  'Jon Smith',
  'John Smith',
  'Steven Chambers',
  'Brian Carter',
  'Bryan Garter',
  'María García López',
  'Ann Lee',
]

/** Puts these people on file, each with a number of their own that ends in their place: 0000, 0001 … */
async function putOnFile(database: Database, names: string[]): Promise<void> {
  const clients = names.map((name, at) => ({
    id: `c${at}`,
    name,
    nameKey: nameKey(name),
    pinHash: '',
    phone: `+1202555${String(at).padStart(4, '0')}`,
    language: null,
    message: null,
    spokenName: null,
  }))
  const all = {
    clients: async function* () {
      yield clients
    },
    appointments: async function* () {},
    leaving: () => othersOnFile(database, clients),
  }
  await load(database, all, {
    pinSecret: 'x',
    pinLength: 4,
    isReplacing: true,
    signal: new AbortController().signal,
  })
}

async function openWith(kind: Parameters<typeof openFresh>[0], names: string[]) {
  const database = await openFresh(kind)
  await putOnFile(database, names)
  const recogniser = openRecogniser(database)
  onTestFinished(() => recogniser.close())
  return { database, recogniser }
}

function say(speech: string, confidence?: number) {
  return { speech, digits: '', ...(confidence !== undefined && { confidence }) }
}

function namesIn(found: Identification): string[] {
  if (found.kind === 'one') return [found.client.name]
  if (found.kind === 'several') return found.clients.map(({ name }) => name)
  return found.kind === 'near' ? [...found.best, ...found.next].map(({ name }) => name) : []
}

for (const kind of await databases()) {
  test(`${kind.kind}: a name is found however it is said and written`, async () => {
    const { recogniser } = await openWith(kind, people)
    const said = [
      ['Katherine O’Neil Smith.', 'Catherine O’Neill-Smith'],
      ['my name is ANN LEE', 'Ann Lee'],
      ['Lee, Ann', 'Ann Lee'],
      ['Steve Chambers', 'Steven Chambers'],
      ['maria garcia lopez', 'María García López'],
      ['A N N L E E', 'Ann Lee'],
    ] as const
    for (const [speech, name] of said) expect(namesIn(await recogniser.identify(say(speech)))[0]).toBe(name)
  })

  test(`${kind.kind}: names that sound the same are several, the one as it was written first`, async () => {
    const { recogniser } = await openWith(kind, people)
    // A look-up waits 200 ms for the names to be read, which is not enough on a busy machine.
    await recogniser.refresh()
    const found = await recogniser.identify(say('Jon Smith'))
    expect(found.kind).toBe('several')
    expect(namesIn(found)).toEqual(['Jon Smith', 'John Smith'])
  })

  test(`${kind.kind}: a declined name is out, and the next best takes its place`, async () => {
    const { recogniser } = await openWith(kind, people)
    const first = await recogniser.identify(say('Brian Garter'))
    expect(first.kind).toBe('near')
    expect(namesIn(first)).toEqual(['Bryan Garter', 'Brian Carter'])
    const declined = first.kind === 'near' ? first.best.map(({ id }) => id) : []
    const second = await recogniser.identify(say('Brian Garter'), { declined })
    expect(namesIn(second)).toEqual(['Brian Carter'])
  })

  test(`${kind.kind}: who calls from the number on file for them need not be heard as well`, async () => {
    const { recogniser, database } = await openWith(kind, people)
    const speech = say('Even Chamber Pot')
    expect((await recogniser.identify(speech)).kind).not.toBe('one')
    const callers = await read(database, callersFrom('+12025550004', 10))
    expect(namesIn(await recogniser.identify(speech, { callers }))[0]).toBe('Steven Chambers')
  })

  test(`${kind.kind}: nobody and nothing are told apart`, async () => {
    const { recogniser } = await openWith(kind, people)
    expect((await recogniser.identify(say('Guadalupe Wojciechowski'))).kind).toBe('nobody')
    expect((await recogniser.identify(say('um, 1995!'))).kind).toBe('nothing')
  })

  test(`${kind.kind}: letters choose among those who came near`, async () => {
    const { recogniser } = await openWith(kind, people)
    const context = { callers: undefined, declined: ['c3'], nearest: ['c3', 'c2', 'c1', 'c8'] }
    const spelled = await recogniser.identifySpelled(say('S C H M I D D'), context)
    expect(namesIn(spelled)[0]).toBe('Jon Schmidt')
    expect((await recogniser.identifySpelled(say('...'), context)).kind).toBe('nothing')
  })

  test(`${kind.kind}: an import is heard of without being told`, async () => {
    const { database, recogniser } = await openWith(kind, people)
    expect((await recogniser.identify(say('Peter Olmstead'))).kind).toBe('nobody')
    await putOnFile(database, ['Pieter Olmsted'])
    expect(namesIn(await recogniser.identify(say('Peter Olmstead')))).toEqual(['Pieter Olmsted'])
    expect((await recogniser.identify(say('Ann Lee'))).kind).toBe('nobody')
  })

  test(`${kind.kind}: keys made by older rules are made anew`, async () => {
    const { database, recogniser } = await openWith(kind, people)
    await database.run("UPDATE clients SET name_key = 'ann-lee' WHERE id = 'c8'")
    await database.run('UPDATE name_rules SET version = 0')
    await recogniser.refresh()
    expect(namesIn(await recogniser.identify(say('Ann Lee')))).toEqual(['Ann Lee'])
  })

  test(`${kind.kind}: whatever is heard, there is an answer`, async () => {
    const { recogniser } = await openWith(kind, people)
    const heard = [
      'John Smith '.repeat(455),
      'x'.repeat(5_000),
      'שלום שם שלי',
      'جون سميث ٣٤٥',
      '李小龙',
      '\u0000\u001b[31m\ud800',
      '!?.,;:—',
      "''''",
      'a b c d e f g '.repeat(300),
    ]
    for (const speech of heard) expect((await recogniser.identify(say(speech, 0))).kind).toBeTypeOf('string')
  })
}
