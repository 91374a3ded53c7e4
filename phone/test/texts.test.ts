import { RestClient } from '@signalwire/compatibility-api'
import { describe, expect, it } from 'vitest'
import { receiveText, type TextOptions } from '../src/engine/text.ts'
import { pages } from './helper.ts'

async function text(replies: Parameters<typeof pages>[0], more: Partial<TextOptions> = {}) {
  const { send, received } = pages(replies)
  const people = { from: '+12025550123', to: '+12025550100' }
  const answer = await receiveText({
    url: 'https://line.example/sms',
    ...people,
    body: 'Hello',
    send,
    ...more,
  })
  return { ...answer, received }
}

describe('a text to the line', () => {
  it('is one signed request, and what comes back is sent to its sender', async () => {
    const verbs =
      '<Message>One.</Message><Message><Body>Two </Body><Body>parts.</Body><Media>https://a.example/b.png</Media></Message>'
    const { received, texts, breaches } = await text(
      { '/sms': verbs },
      { key: 'PSK_key', mediaUrls: ['https://a.example/c.jpg'] },
    )
    const [request] = received
    expect(request?.form).toMatchObject({
      Body: 'Hello',
      From: '+12025550123',
      NumMedia: '1',
      MediaUrl0: 'https://a.example/c.jpg',
    })
    expect(request?.form).not.toHaveProperty('CallSid')
    const signature = request?.headers['x-signalwire-signature'] ?? ''
    expect(
      RestClient.validateRequest('PSK_key', signature, 'https://line.example/sms', request?.form ?? {}),
    ).toBe(true)
    const way = { from: '+12025550100', to: '+12025550123' }
    expect(texts).toEqual([
      { ...way, body: 'One.' },
      { ...way, body: 'Two parts.', media: ['https://a.example/b.png'] },
    ])
    expect(breaches).toEqual([])
  })

  it('goes on with the action, whose document replaces what follows', async () => {
    const { texts, received } = await text({
      '/sms': '<Message action="/next">One.</Message><Message>never</Message>',
      '/next': '<Message>Two.</Message>',
    })
    expect(texts.map(({ body }) => body)).toEqual(['One.', 'Two.'])
    expect(received[1]?.form).toMatchObject({ MessageStatus: 'sending', Body: 'Hello' })
  })

  it('may be answered with nothing, or by another document', async () => {
    expect(await text({ '/sms': '' })).toMatchObject({ texts: [], breaches: [], isFailed: false })
    const { texts } = await text({
      '/sms': '<Redirect>/other</Redirect>',
      '/other': '<Message>Hi.</Message>',
    })
    expect(texts).toHaveLength(1)
  })

  it.each([
    ['<Say>Hello</Say>', /13750: there is no message verb <Say>/],
    ['<Message/>', /21602: <Message> has neither text nor media/],
    [`<Message>${'x'.repeat(1601)}</Message>`, /21617: .* 1601 characters/],
    ['<Message><Body>a</Body><Body tone="b">c</Body></Message>', /no attribute tone/],
  ])('is told what is not as documented: %s', async (verbs, message) => {
    const { breaches, isFailed } = await text({ '/sms': verbs })
    expect(breaches).toEqual([expect.stringMatching(message)])
    expect(isFailed).toBe(false)
    expect(await text({ '/sms': verbs }, { switches: { strictness: 'strict' } })).toMatchObject({
      isFailed: true,
    })
  })

  it('fails as a call does', async () => {
    const { breaches, isFailed } = await text({})
    expect(breaches[0]).toMatch(/^11217: /)
    expect(isFailed).toBe(true)
  })
})
