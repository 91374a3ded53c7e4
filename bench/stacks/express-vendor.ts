import { readFileSync } from 'node:fs'
import { RestClient } from '@signalwire/compatibility-api'
import express, { type Request, type Response } from 'express'
import { z } from 'zod'

/**
 * What a developer would write from the vendor's samples: Express, the vendor's signature middleware and document
 * builder, the clients in a list, and the state of the call in the query. No log and no database.
 */
const client = z.object({ name: z.string(), pin: z.string(), appointment: z.string() })
const settings = z.object({ clients: z.array(client), publicUrl: z.string(), signingKey: z.string() })
const { clients, publicUrl, signingKey } = settings.parse(
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')),
)
const { protocol, host } = new URL(publicUrl)
const form = z.record(z.string(), z.string())

const app = express()
app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }))
app.use(express.urlencoded({ extended: false }))
app.use(RestClient.webhook(signingKey, { protocol: protocol.replace(':', ''), host }))
app.post('/voice', (_request, response) => send(response, askName('Please say your first and last name.')))
app.post('/name', (request, response) => send(response, hearName(request)))
app.post('/pin', (request, response) => send(response, hearPin(request)))
app.post('/sms-offer', (_request, response) => send(response, sayGoodbye()))
app.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))

type Document = InstanceType<typeof RestClient.LaML.VoiceResponse>

function send(response: Response, document: Document) {
  response.type('text/xml').send(document.toString())
}

function askName(text: string): Document {
  const document = new RestClient.LaML.VoiceResponse()
  const gather = document.gather({
    input: ['dtmf', 'speech'],
    action: `${publicUrl}/name`,
    method: 'POST',
    speechTimeout: '2',
    hints: clients.map(({ name }) => name).join(','),
  })
  gather.say(text)
  document.redirect({ method: 'POST' }, `${publicUrl}/name`)
  return document
}

function hearName(request: Request): Document {
  const said = form.parse(request.body).SpeechResult?.toLowerCase().replace(/\.$/, '')
  const found = clients.findIndex(({ name }) => name.toLowerCase() === said)
  if (found < 0) return askName('Sorry, I could not find your name in our record. Please try again.')
  const document = new RestClient.LaML.VoiceResponse()
  const action = `${publicUrl}/pin?client=${found}`
  const gather = document.gather({ input: ['dtmf', 'speech'], action, method: 'POST', numDigits: 4 })
  gather.say(`${clients[found]?.name}, please enter the year you were born.`)
  document.redirect({ method: 'POST' }, action)
  return document
}

function hearPin(request: Request): Document {
  const client = clients[Number(request.query.client)]
  if (client?.pin !== form.parse(request.body).Digits) {
    return askName('That was not correct. Please try again.')
  }
  const document = new RestClient.LaML.VoiceResponse()
  const action = `${publicUrl}/sms-offer?client=${request.query.client}`
  const gather = document.gather({
    input: ['dtmf', 'speech'],
    action,
    method: 'POST',
    speechTimeout: '1',
    hints: 'yes,no',
  })
  gather.say(`${client?.name}, your appointment is on ${client?.appointment}.`)
  gather.say('Would you like to receive a text with this information?')
  document.redirect({ method: 'POST' }, action)
  return document
}

function sayGoodbye(): Document {
  const document = new RestClient.LaML.VoiceResponse()
  document.say('Goodbye.')
  document.hangup()
  return document
}
