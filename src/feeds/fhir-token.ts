import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SourceFault, type SourceRun } from './feed.ts'
import { fetchFrom, leaveUnread, readJson } from './http.ts'

/** How a FHIR server lets us in: the client credentials flow, with a secret or, as SMART has it, with a key. */
export type FhirClient = {
  tokenUrl: string
  clientId: string
  scope: string
  secret?: string | undefined
  /** A file with the private key, in PEM. */
  keyFile?: string | undefined
  keyId?: string | undefined
}

const tokenAnswer = z.object({ access_token: z.string().min(1) })
const ASSERTION_SECONDS = 300

export async function fetchToken(client: FhirClient, run: SourceRun): Promise<string> {
  const { tokenUrl, clientId, secret, scope } = client
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope })
  const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' }
  if (secret !== undefined)
    headers.authorization = `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`)}`
  else {
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    form.set('client_assertion', assertionOf(client, run.now))
  }
  const answer = await fetchFrom(tokenUrl, { method: 'POST', headers, body: form.toString() }, run)
  const { status } = answer.response
  if (status !== 200) {
    await leaveUnread(answer.response)
    throw new SourceFault(`it gives us no token (HTTP ${status}): check the client`)
  }
  const read = tokenAnswer.safeParse(await readJson(answer))
  if (!read.success) throw new SourceFault('its answer holds no token')
  return read.data.access_token
}

/** A JSON Web Token that says who we are, signed with the key. */
function assertionOf({ tokenUrl, clientId, keyFile = '', keyId }: FhirClient, now: number): string {
  const key = readKey(keyFile)
  const seconds = Math.floor(now / 1000)
  const alg = key.asymmetricKeyType === 'ec' ? 'ES384' : 'RS384'
  const header = { alg, typ: 'JWT', ...(keyId && { kid: keyId }) }
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: tokenUrl,
    exp: seconds + ASSERTION_SECONDS,
    iat: seconds,
    jti: randomUUID(),
  }
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const signature = sign('sha384', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

function readKey(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file))
  } catch {
    throw new SourceFault(`${file} holds no private key that can be read`)
  }
}
