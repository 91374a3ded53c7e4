import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { assertHeard, assertOver, assertStrict, assertTexted } from '../src/assert.ts'
import { placeCall } from '../src/engine/call.ts'
import { checkDocument } from '../src/engine/dialects.ts'
import { phone } from '../src/testing/phone.ts'
import '../src/vitest.ts'
import { pages } from './helper.ts'

const url = 'https://line.example/voice'
const menu = (say: string, action: string) =>
  `<Gather input="dtmf speech" timeout="5" action="${url.replace('/voice', action)}"><Say>${say}</Say></Gather>`
const documents = {
  '/voice': menu('Your name?', '/name'),
  '/name': menu('Your PIN?', '/pin'),
  '/pin': '<Say>Thank you.</Say><Sms>See you.</Sms><Say>Goodbye.</Say>',
}
const open = (replies: Parameters<typeof pages>[0] = documents) =>
  phone(url, { send: pages(replies).send }).call()

/** What a failed expectation says. */
const complaint = (check: () => void): string => {
  try {
    check()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  throw new Error('Nothing failed.')
}

describe('what is given to a matcher', () => {
  test('is named where it is no call', async () => {
    const call = open()
    expect(complaint(() => expect(call).toHear('Your name?'))).toMatch(/no call of the phone: await it first/)
    expect(complaint(() => expect(undefined).toBeStrict())).toMatch(/give it what call\(\) or placeCall\(\)/)
    await call
  })

  test('may be an expression that keeps its place', async () => {
    const wanted = /name/g
    const call = await open()
    expect(call).toHear(wanted)
    expect(call).toHear(wanted)
    wanted.lastIndex = 9
    expect(call).toHear(wanted)
  })
})

test('a single document is checked as text', () => {
  expect(checkDocument('<Response><Gahter/></Response>').map(({ message }) => message)).toEqual([
    expect.stringMatching(/^13750: there is no voice verb <Gahter>/),
  ])
  expect(() => checkDocument('<Response>')).toThrow(/not well-formed/)
})

describe('a call that a test answers step by step', () => {
  test('waits for each answer, and is over when the line hangs up', async () => {
    const call = await open()
    expect(call).toHear('Your name?')
    expect(call.ending).toBeUndefined()
    await call.say('Example', 1, 'Man')
    expect(call).toHear(/PIN/)
    await call.press('1995')
    expect(call).toHear('Thank you.', 'Goodbye.')
    expect(call).toText(/see you/i)
    expect(call).toBeOver('line')
    expect(call).toBeStrict()
    expect(call.heard).toEqual(['Your name?', 'Your PIN?', 'Thank you.', 'Goodbye.'])
  })

  test('can be silent, noisy and hung up', async () => {
    const again = {
      '/voice': `${menu('Your name?', '/name')}<Say>Again.</Say>${menu('Your name?', '/name')}`,
    }
    const call = await open(again)
    await call.silence()
    expect(call).toHear('Again.', 'Your name?')
    await call.hangUp()
    expect(call).toBeOver('caller')
    const noisy = await open(again)
    await noisy.noise()
    expect(noisy).toHear('Again.')
  })

  test('takes no answer once it is over, and shows why', async () => {
    const call = await open({ '/voice': '<Say>We are closed.</Say>' })
    await expect(call.say('yes')).rejects.toThrow(
      'The call is over: nobody hears “yes”.\n\n    line  We are closed.',
    )
  })

  test('has the texts of the Messages API that came since it began', async () => {
    const sent = [{ to: '+12025550123', body: 'An old one.' }]
    const line = phone(url, { send: pages(documents).send, texts: () => sent })
    const call = await line.call()
    sent.push({ to: '+12025550123', body: 'A new one.' }, { to: '+12025550199', body: 'Of another.' })
    await call.press('1')
    expect(call.texts).toEqual(['A new one.'])
    expect(call).toText('A new one.')
  })
})

describe('a failed expectation of a call', () => {
  test('shows the transcript, with the turn of the line marked', async () => {
    const call = await open()
    await call.say('Example Man')
    expect(complaint(() => expect(call).toHear('Your name?'))).toBe(`Expected to hear "Your name?".

    line  Your name?
     you  "Example Man"
>   line  Your PIN?
`)
    expect(complaint(() => expect(call).not.toHear('Your PIN?'))).toContain(
      'Expected not to hear "Your PIN?"',
    )
  })

  test('marks where the line is not as documented', async () => {
    const call = await open({ '/voice': '<Say>Hello.</Say><Say voices="man">Goodbye.</Say>' })
    const message = complaint(() => expect(call).toBeStrict())
    expect(message).toMatch(/^> +(error|note) +<Say> has no attribute voices/m)
    expect(message).toMatch(/^ {4}line {2}Hello\.$/m)
  })

  test('tells an order of sentences from their presence', async () => {
    const call = await open({ '/voice': '<Say>One.</Say><Say>Two.</Say>' })
    expect(call).toHear('One.', 'Two.')
    expect(call).not.toHear('Two.', 'One.')
    expect(complaint(() => expect(call).toBeOver('caller'))).toContain(
      'Expected the call to be over by caller.',
    )
    expect(complaint(() => expect(call).toText('A text.'))).toContain('Expected a text "A text."')
  })
})

test('the matchers take a call that was scripted, too', async () => {
  const numbers = { from: '+12025550123', to: '+12025550100' }
  const { send } = pages({ '/voice': '<Say>Hello.</Say>' })
  const call = await placeCall({ ...numbers, url, send, answer: () => ({ inputs: [] }) })
  expect(call).toHear('Hello.')
  expect(call).toBeStrict()
})

test('the assertions throw what the matchers say', async () => {
  const call = await open()
  assertHeard(call, 'Your name?')
  assertStrict(call)
  expect(() => assertHeard(call, 'Your PIN?')).toThrow('Expected to hear "Your PIN?".')
  expect(() => assertTexted(call, 'Hello.')).toThrow('Expected a text "Hello.".')
  expect(() => assertOver(call)).toThrow('Expected the call to be over.')
})

test('the example for node:test passes', async () => {
  const file = fileURLToPath(new URL('example.node-test.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--test', file], {
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  })
  expect(stdout).toContain('pass 1')
})
