import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { press, script, silence } from '../src/engine/answer.ts'
import { cxml } from '../src/engine/cxml.ts'
import { receiveText } from '../src/engine/text.ts'
import { twiml } from '../src/engine/twiml.ts'
import { isKnownVoice } from '../src/engine/voices.ts'
import { callPages, pages, xml } from './helper.ts'

const speaks = { dialect: 'twiml' as const }
/** A file of an installed package, of whatever it exports. */
function fileOf(name: string, file: string): string {
  const main = createRequire(import.meta.url).resolve(name)
  return readFileSync(`${main.slice(0, main.lastIndexOf(name) + name.length)}/${file}`, 'utf8')
}

describe('a call of the TwiML dialect', () => {
  it('has the identifiers, the parameters and the header of the other platform', async () => {
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, { ...speaks, key: 'token' })
    const { form = {}, headers = {} } = received[0] ?? {}
    expect(form.CallSid).toMatch(/^CA[0-9a-f]{32}$/)
    expect(form.AccountSid).toMatch(/^AC[0-9a-f]{32}$/)
    expect(form).toMatchObject({ Caller: '+12025550123', Called: '+12025550100' })
    expect(Object.keys(headers).filter((name) => name.endsWith('signature'))).toEqual(['x-twilio-signature'])
    expect(
      twilio.validateRequest(
        'token',
        headers['x-twilio-signature'] ?? '',
        'https://line.example/voice',
        form,
      ),
    ).toBe(true)
  })

  it.each([
    [
      '<Gather action="next" speechModel="deepgram_nova-3" input="speech"/>',
      '<Gather action="https://a.example/"/>',
    ],
    ['<Dial><Client>alice</Client></Dial>', '<Dial><Verto>a@b.c</Verto></Dial>'],
    ['<Say voice="Google.en-US-Neural2-A">Hello</Say>', '<Say voice="gcloud.en-US-Neural2-A">Hello</Say>'],
    ['<Connect><ConversationRelay url="wss://a.example"/></Connect>', '<Denoise>on</Denoise>'],
    ['<Start><Transcription languageCode="en-US"/></Start>', '<Echo/>'],
  ])('takes %s', async (own, others) => {
    const mine = (await callPages({ '/voice': own }, undefined, speaks)).breaches
    expect(mine).toEqual([])
    expect((await callPages({ '/voice': own })).breaches).not.toEqual([])
    const isShared = others.startsWith('<Gather')
    expect((await callPages({ '/voice': others }, undefined, speaks)).breaches).toHaveLength(isShared ? 0 : 1)
  })

  it.each([
    ['text/html', '<Response><Say>Hello.</Say></Response>', 'Hello.'],
    ['text/plain', 'Hello there.', 'Hello there.'],
  ])('plays a document of type %s', async (type, body, spoken) => {
    const reply = xml('', { headers: { 'content-type': type }, body })
    const { heard, breaches } = await callPages({ '/voice': reply }, undefined, speaks)
    expect(heard).toEqual([spoken])
    expect(breaches).toEqual([])
  })

  it('plays a recording that is sent instead of a document', async () => {
    const reply = xml('', { headers: { 'content-type': 'audio/mpeg' }, body: 'sound' })
    const { events } = await callPages({ '/voice': reply }, undefined, speaks)
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'played', url: 'https://line.example/voice' }),
    )
  })

  it('goes on after a recording without a word, where the other platform requests the action', async () => {
    const replies = {
      '/voice': '<Record action="/done"/><Say>Nothing heard.</Say>',
      '/done': '<Say>Thanks.</Say>',
    }
    expect((await callPages(replies, script(silence), speaks)).heard).toEqual(['Nothing heard.'])
    expect((await callPages(replies, script(silence))).heard).toEqual(['Thanks.'])
  })

  it('plays what its own builder writes', async () => {
    const response = new twilio.twiml.VoiceResponse()
    const gather = response.gather({
      action: '/next',
      numDigits: 1,
      input: ['dtmf', 'speech'],
      bargeIn: true,
    })
    gather.say({ voice: 'Polly.Joanna' }, 'Press one.')
    response.redirect('/voice')
    const after = new twilio.twiml.VoiceResponse()
    after.dial({ callerId: '+12025550100', sequential: true }).number({ sendDigits: 'ww1' }, '+12025550150')
    const replies = {
      '/voice': xml('', { body: response.toString() }),
      '/next': xml('', { body: after.toString() }),
    }
    const { breaches, events } = await callPages(replies, script(press('1')), speaks)
    expect(breaches).toEqual([])
    expect(events).toContainEqual(expect.objectContaining({ kind: 'dialled', numbers: ['+12025550150'] }))
  })

  it('answers texts', async () => {
    const { send, received } = pages({ '/sms': '<Message>Hi.</Message>' })
    const people = { from: '+12025550123', to: '+12025550100' }
    const { texts } = await receiveText({
      url: 'https://line.example/sms',
      ...people,
      body: 'Hello',
      send,
      ...speaks,
    })
    expect(texts).toMatchObject([{ body: 'Hi.' }])
    expect(received[0]?.form.MessageSid).toMatch(/^SM[0-9a-f]{32}$/)
  })
})

describe('the rules', () => {
  const types = fileOf('twilio', 'lib/twiml/VoiceResponse.d.ts')
  const attributesOf = (element: string) =>
    [...types.matchAll(new RegExp(`interface ${element}Attributes \\{([\\s\\S]*?)\\n {4}\\}`, 'g'))]
      .flatMap(([, body = '']) => [...body.matchAll(/^ {8}"?([\w:-]+)"?\?:/gm)])
      .map(([, name = '']) => name)

  it.each(Object.keys(twiml.verbs))('of TwiML know every attribute that its builder writes: %s', (verb) => {
    const known = Object.keys(twiml.elements[verb]?.attributes ?? {})
    expect(attributesOf(verb).filter((name) => !known.includes(name))).toEqual([])
  })

  it('know every voice that the builders of both know', () => {
    const voices = [...types.matchAll(/"((?:Polly|Google)\.[^"]+)"/g)].map(([, voice = '']) => voice)
    const laml = fileOf('@signalwire/compatibility-api', 'lib/twiml/VoiceResponse.d.ts')
    const others = [...laml.matchAll(/['"](Polly\.[^'"]+)['"]/g)].map(([, voice = '']) => voice)
    expect(voices.length).toBeGreaterThan(100)
    expect(others.length).toBeGreaterThan(20)
    expect(voices.filter((voice) => !isKnownVoice(voice, 'twiml'))).toEqual([])
    expect(others.filter((voice) => !isKnownVoice(voice, 'cxml'))).toEqual([])
  })

  it('name a page of the documentation for every verb, in both dialects', () => {
    const foreign = Object.values(twiml.verbs).filter(
      ({ page }) => !page.startsWith('https://www.twilio.com/docs/voice/'),
    )
    const own = Object.values(cxml.verbs).filter(
      ({ page }) => !page.startsWith('https://signalwire.com/docs/'),
    )
    expect([...foreign, ...own]).toEqual([])
  })
})
