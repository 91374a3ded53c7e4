import { writeFileSync } from 'node:fs'
import { signingKey } from './helper.ts'
import type { MessagesApi } from './texts/messages-api.ts'

/** The environment of a server in production that sends its texts to a platform of the tests, whose certificate it trusts. */
export function productionOf(folder: string, api: MessagesApi, databaseUrl: string): Record<string, string> {
  const certificate = `${folder}/platform.pem`
  writeFileSync(certificate, api.cert)
  return {
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: certificate,
    PUBLIC_URL: 'https://line.example.com',
    SIGNALWIRE_PROJECT_ID: 'b3877c40-da60-4998-90ad-b792e98472af',
    SIGNALWIRE_API_TOKEN: 'PT-token',
    SIGNALWIRE_SPACE_URL: api.host,
    SIGNALWIRE_SIGNING_KEY: signingKey,
    STATE_SECRET: 'a-secret-of-the-tests-which-signs-progress',
    PIN_SECRET: 'a-secret-of-the-tests-which-keys-the-PINs',
    DATABASE_URL: databaseUrl,
    SMS_PER_SECOND: '1',
    // Many calls of these tests are about one client.
    SMS_PER_CLIENT_A_DAY: '1000000',
  }
}
