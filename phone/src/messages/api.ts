import { parse } from 'node:querystring'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CallbackOptions, deliver, type PostForm, postOverHttp } from './callback.ts'
import { createForm, newMessage, refusalOf } from './create-rules.ts'
import { type Fault, faults, type Refusal } from './faults.ts'
import { listMessages } from './listing.ts'
import type { Mailbox, Message } from './mailbox.ts'
import { mediaRoutes } from './media.ts'
import { errorResource, messageResource } from './resource.ts'

export type MessagesApiOptions = {
  mailbox: Mailbox
  /** The project, and its API token. */
  accountSid: string
  apiToken: string
  /** Signs status callbacks. */
  signingKey?: string | undefined
  post?: PostForm
}

const notFound: Refusal = { status: 404, code: 20404, message: 'The resource was not found.' }
const unauthorized: Refusal = { status: 401, code: 20003, message: 'Authentication failed.' }

/** The platform's Messages REST API: under both prefixes, with and without `.json`. */
export async function messagesApi(app: FastifyInstance, options: MessagesApiOptions): Promise<void> {
  const form = 'application/x-www-form-urlencoded'
  if (!app.hasContentTypeParser(form)) {
    app.addContentTypeParser(form, { parseAs: 'string' }, async (_request: unknown, body: string) =>
      parse(body),
    )
  }
  app.addHook('onRequest', checkCredentials(options))
  for (const prefix of ['/api/laml/2010-04-01', '/2010-04-01']) {
    const base = `${prefix}/Accounts/:account`
    for (const list of [`${base}/Messages`, `${base}/Messages.json`]) {
      app.post(list, (request, reply) => createMessage(options, request, reply))
      app.get(list, ({ query }, reply) => {
        const page = listMessages(options, query)
        return page ?? refuse(reply, { status: 400, code: 20001, message: 'The query is not valid.' })
      })
    }
    const one = `${base}/Messages/:sid`
    app.get(one, (request, reply) =>
      withMessage(options, request, reply, (message) => show(options, message)),
    )
    app.post(one, (request, reply) => redactMessage(options, request, reply))
    app.delete(one, (request, reply) => deleteMessage(options, request, reply))
    mediaRoutes(app, `${base}/Messages/:sid`, options, (reply) => refuse(reply, notFound))
  }
}

function checkCredentials({ accountSid, apiToken }: MessagesApiOptions) {
  const expected = `Basic ${Buffer.from(`${accountSid}:${apiToken}`).toString('base64')}`
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { account } = accountParameters.parse(request.params)
    if (request.headers.authorization !== expected) return refuse(reply, unauthorized)
    if (account !== accountSid) return refuse(reply, notFound)
  }
}

const accountParameters = z.object({ account: z.string().default('') })

async function createMessage(options: MessagesApiOptions, request: FastifyRequest, reply: FastifyReply) {
  const form = createForm.safeParse(request.body ?? {})
  const refusal = form.success ? refusalOf(form.data) : notReadable
  if (refusal || !form.success) return refuse(reply, refusal ?? notReadable)
  // a fault of the mailbox comes after what the platform would refuse anyway
  const fault: Fault = faults[options.mailbox.fault]
  if (fault.does === 'refuse') return refuse(reply, fault.refusal)
  if (fault.does === 'reply') {
    return reply
      .code(fault.status)
      .type(fault.contentType ?? 'application/json')
      .send(fault.body)
  }
  if (fault.does === 'hang') return reply.hijack()
  const isKept = fault.does !== 'drop' || fault.keeps
  const message = isKept ? options.mailbox.add(newMessage(form.data)) : undefined
  if (message) deliverSoon(options, message, fault.does === 'undeliver' ? fault.code : undefined)
  if (fault.does !== 'drop' && message) return reply.code(201).send(show(options, message))
  request.raw.socket.destroy()
  return reply.hijack()
}

const notReadable: Refusal = { status: 400, code: 20001, message: 'The form is not readable.' }

/** After the answer, as the platform does. */
function deliverSoon(options: MessagesApiOptions, message: Message, errorCode: string | undefined): void {
  const { accountSid, signingKey: key, post = postOverHttp() } = options
  const callback: CallbackOptions = { accountSid, key, post }
  setTimeout(() => deliver(options.mailbox, message, errorCode, callback), 10).unref()
}

async function redactMessage(options: MessagesApiOptions, request: FastifyRequest, reply: FastifyReply) {
  const form = z.object({ Body: z.literal('') }).safeParse(request.body)
  if (!form.success) return refuse(reply, { status: 400, code: 20001, message: 'Body must be empty.' })
  return withMessage(options, request, reply, (message) => {
    options.mailbox.clearBody(message.sid)
    return show(options, { ...message, body: '' })
  })
}

async function deleteMessage(options: MessagesApiOptions, request: FastifyRequest, reply: FastifyReply) {
  return withMessage(options, request, reply, (message) => {
    options.mailbox.remove(message.sid)
    return reply.code(204).send()
  })
}

function withMessage(
  { mailbox }: MessagesApiOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  use: (message: Message) => unknown,
): unknown {
  const { sid } = z.object({ sid: z.string() }).parse(request.params)
  const message = mailbox.messages.find((one) => one.sid === sid.replace(/\.json$/, ''))
  return message ? use(message) : refuse(reply, notFound)
}

function show({ accountSid }: MessagesApiOptions, message: Message) {
  return messageResource(accountSid, message)
}

function refuse(reply: FastifyReply, refusal: Refusal) {
  return reply.code(refusal.status).send(errorResource(refusal))
}
