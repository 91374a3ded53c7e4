import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { codeOf } from '../../errors/error-code.ts'
import { isProof } from '../../health/server-proof.ts'
import { parseJson } from '../../json.ts'
import { isUntrusted } from '../../signalwire/explain-failure.ts'
import type { Context } from '../context.ts'
import { fail, ok, type Result, skip, warn } from '../finding.ts'

/** The platform's limit for a webhook. */
const READ_LIMIT_MS = 5_000
const SLOW_MS = 1_500

const health = z.object({ service: z.literal('frontdesk'), proof: z.string().default('') })

/** PUBLIC_URL leads to this server: only a server with the same STATE_SECRET can prove a new nonce. */
export async function checkReach({ config, publicUrl }: Context): Promise<Result> {
  if (!config.PUBLIC_URL) return skip('needs PUBLIC_URL')
  const nonce = randomBytes(24).toString('base64url')
  const begun = performance.now()
  try {
    const signal = AbortSignal.timeout(READ_LIMIT_MS)
    const answer = await fetch(`${publicUrl}/healthz?nonce=${nonce}`, { redirect: 'manual', signal })
    const body = health.safeParse(parseJson(await answer.text()))
    if (!answer.ok || !body.success) return explainOtherProgram(answer, config.PORT)
    if (!isProof(body.data.proof, nonce, config.STATE_SECRET)) return explainOtherSecrets(config.PORT)
    return judgeSpeed(performance.now() - begun)
  } catch (error) {
    return explainNoAnswer(error, publicUrl)
  }
}

function judgeSpeed(ms: number): Result {
  const shown = `reaches this server in ${Math.round(ms)} ms`
  if (ms < SLOW_MS) return ok(shown)
  return warn(
    `${shown}; the platform waits 5 s for an answer`,
    'use a tunnel or a host closer to the platform',
  )
}

function explainOtherProgram(answer: Response, port: number): Result {
  const tunnelError = answer.headers.get('ngrok-error-code')
  const restart = `run "ngrok http ${port}" and set PUBLIC_URL to the address it prints`
  // https://ngrok.com/docs/errors/err_ngrok_3200/
  if (tunnelError === 'ERR_NGROK_3200') return fail('no tunnel has this address any more', restart)
  if (tunnelError || [502, 503, 504].includes(answer.status)) {
    return fail(
      `the tunnel or proxy finds no server behind it (${tunnelError ?? answer.status})`,
      `run "npm start", and point the tunnel at port ${port}`,
    )
  }
  if (answer.status >= 300 && answer.status < 400) {
    return fail(
      'redirects, and a request that is signed for one address fails at another',
      'set PUBLIC_URL to the target',
    )
  }
  return fail(`another program answers there (${answer.status})`, `point the tunnel at port ${port}`)
}

function explainOtherSecrets(port: number): Result {
  return fail(
    'another frontdesk answers there, or one that was started with other secrets',
    `restart "npm start" in this folder, and point the tunnel at port ${port}`,
  )
}

function explainNoAnswer(error: unknown, publicUrl: string): Result {
  const { host } = new URL(publicUrl)
  const reason = reasonOf(error)
  if (reason === 'TimeoutError')
    return fail(`${host} does not answer within 5 s`, 'check that the tunnel still runs')
  if (isUntrusted(reason)) {
    return fail(
      `the certificate of ${host} is not trusted (${reason}), so the platform would not call it`,
      'use a certificate of a public authority; name your own in NODE_EXTRA_CA_CERTS',
    )
  }
  const fix = 'restart the tunnel, and set PUBLIC_URL to the address it prints'
  return fail(`${host} cannot be reached (${reason})`, fix)
}

/** fetch throws a TypeError whose cause is the network's error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return codeOf(error.cause) || error.name
}
