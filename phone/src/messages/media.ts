import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Mailbox, Media, Message } from './mailbox.ts'
import { mediaResource, PREFIX } from './resource.ts'

type Options = { mailbox: Mailbox; accountSid: string }
type NotFound = (reply: FastifyReply) => unknown

const parameters = z.object({ sid: z.string(), media: z.string().default('') })

/** The files of a message: listed, shown and removed. */
export function mediaRoutes(
  app: FastifyInstance,
  message: string,
  options: Options,
  notFound: NotFound,
): void {
  for (const list of [`${message}/Media`, `${message}/Media.json`]) {
    app.get(list, ({ params }, reply) => {
      const { found } = find(options, params)
      return found ? listOf(options, found) : notFound(reply)
    })
  }
  const one = `${message}/Media/:media`
  app.get(one, ({ params }, reply) => {
    const { found, media } = find(options, params)
    return found && media ? mediaResource(options.accountSid, found, media) : notFound(reply)
  })
  app.delete(one, ({ params }, reply) => {
    const { found, media } = find(options, params)
    if (!found || !media) return notFound(reply)
    options.mailbox.removeMedia(found.sid, media.sid)
    return reply.code(204).send()
  })
}

function find({ mailbox }: Options, params: unknown): { found?: Message; media?: Media } {
  const { sid, media } = parameters.parse(params)
  const found = mailbox.messages.find((message) => message.sid === sid)
  const file = found?.media.find((one) => one.sid === media.replace(/\.json$/, ''))
  return { ...(found && { found }), ...(file && { media: file }) }
}

function listOf({ accountSid }: Options, message: Message) {
  const uri = `${PREFIX}/Accounts/${accountSid}/Messages/${message.sid}/Media.json`
  return {
    uri,
    first_page_uri: uri,
    next_page_uri: null,
    previous_page_uri: null,
    page: 0,
    page_size: 50,
    media_list: message.media.map((media) => mediaResource(accountSid, message, media)),
  }
}
