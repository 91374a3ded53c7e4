import { expect, test } from 'vitest'
import { textLine } from '../src/messages/inbound.ts'
import { listen } from './helper.ts'

const text = { accountSid: 'project', from: '+12025550123', to: '+12025550100', body: 'C' }

/** A line that answers every text with this. */
const answering = (document: string, status = 200) =>
  listen((_request, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(document)
  })

test('a text to the line is answered by the messages of its document', async () => {
  const url = await answering(
    '<Response><Message>One</Message><Message><Body>Two</Body></Message></Response>',
  )
  expect(await textLine({ ...text, url })).toEqual(['One', 'Two'])
})

test('an empty answer to a text is no fault', async () => {
  expect(await textLine({ ...text, url: await answering('') })).toEqual([])
  expect(await textLine({ ...text, url: await answering('<Response/>') })).toEqual([])
})

test('an answer to a text that is none is named', async () => {
  const refused = textLine({ ...text, url: await answering('', 403) })
  await expect(refused).rejects.toThrow('the server answers with status 403')
  const page = textLine({ ...text, url: await answering('<html><p>Hello</p></html>') })
  await expect(page).rejects.toThrow('the root element is <html>')
})
