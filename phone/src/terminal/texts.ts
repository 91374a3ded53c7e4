import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Detour } from '../engine/http.ts'
import type { FaultName } from '../messages/faults.ts'
import type { ShownText } from '../routes.ts'

/** A text that was promised may arrive a moment after the call. */
const WAIT_MILLISECONDS = 1000
const POLL_MILLISECONDS = 50
const ANSWER_MILLISECONDS = 1000

const answer = z.object({
  messages: z.array(z.object({ sid: z.string(), from: z.string(), to: z.string(), body: z.string() })),
})

/** The texts that a number has, oldest first, where the server plays the platform's side; otherwise none. */
export async function readTexts(server: Detour | undefined, to: string): Promise<ShownText[] | undefined> {
  const reply = await ask(server, `/phone/messages?to=${encodeURIComponent(to)}`)
  return reply ? answer.parse(await reply.json()).messages : undefined
}

/** The texts that came since those that are known. */
export async function newTexts(
  server: Detour | undefined,
  to: string,
  known: ShownText[],
): Promise<ShownText[]> {
  const sids = new Set(known.map(({ sid }) => sid))
  const end = performance.now() + WAIT_MILLISECONDS
  while (performance.now() < end) {
    const texts = (await readTexts(server, to)) ?? []
    const arrived = texts.filter(({ sid }) => !sids.has(sid))
    if (arrived.length > 0) return arrived
    await delay(POLL_MILLISECONDS)
  }
  return []
}

/** What goes wrong with texts from now on; false where the server does not play the platform's side. */
export async function setTextFault(server: Detour | undefined, fault: FaultName): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  const reply = await ask(server, '/phone/messages/fault', {
    method: 'PUT',
    headers,
    body: JSON.stringify({ fault }),
  })
  return reply !== undefined
}

async function ask(
  server: Detour | undefined,
  path: string,
  init: RequestInit = {},
): Promise<Response | undefined> {
  if (!server) return undefined
  try {
    const signal = AbortSignal.timeout(ANSWER_MILLISECONDS)
    const reply = await fetch(server.localUrl + path, { ...init, signal })
    return reply.ok ? reply : undefined
  } catch {
    return undefined
  }
}
