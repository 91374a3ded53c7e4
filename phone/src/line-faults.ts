import type { Target } from './engine/call.ts'
import { sendOverHttp } from './engine/http.ts'
import type { Reply, Send } from './engine/send.ts'

const TOO_SLOW_MILLISECONDS = 5200

type Change = (reply: Reply) => Reply

const changeText =
  (change: (document: string) => string): Change =>
  (reply) => ({ ...reply, body: change(Buffer.from(reply.body).toString('utf8')) })

/** What can go wrong with the line's answers, on demand: each changes an answer that was really given. */
export const lineFaults = {
  none: { label: 'Answers as it does', change: (reply: Reply) => reply },
  slow: {
    label: 'Answers too late',
    change: (reply: Reply) => ({ ...reply, milliseconds: TOO_SLOW_MILLISECONDS }),
  },
  down: { label: 'Answers with status 500', change: (reply: Reply) => ({ ...reply, status: 500 }) },
  html: {
    label: 'Answers with an HTML page',
    change: (): Reply => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Not found</title>',
    }),
  },
  'wrong-case': {
    label: 'Writes a verb in the wrong case',
    change: changeText((document) => document.replace('<Say', '<say').replace('</Say', '</say')),
  },
  unescaped: {
    label: 'Does not escape &',
    change: changeText((document) => document.replaceAll('&amp;', '&')),
  },
} satisfies Record<string, { label: string; change: Change }>

export type LineFaultName = keyof typeof lineFaults

// Object.keys gives strings
export const lineFaultNames = Object.keys(lineFaults) as LineFaultName[]

/** Sends to a target whose answers have a fault, beginning with the `first`-th. Its fallback and status URLs have none. */
export function sendWithFault(target: Target, name: LineFaultName, first: number): Send {
  const { change }: { change: Change } = lineFaults[name]
  const send = sendOverHttp(target.detour)
  const spared = [target.fallbackUrl, target.statusCallbackUrl]
  let answers = 0
  return async (request) => {
    const reply = await send(request)
    if (spared.includes(request.url)) return reply
    answers += 1
    return answers < first ? reply : change(reply)
  }
}
