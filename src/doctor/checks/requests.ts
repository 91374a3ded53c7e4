import { officeServerOf } from '../../config/config.ts'
import { reachOffice } from '../../requests/office-server.ts'
import type { Context } from '../context.ts'
import { ok, type Result, skip, warn } from '../finding.ts'

/** Leaves time to print. */
const LIMIT_MS = 5_000

/** The office's server can be reached, as far as that shows without sending a request. */
export async function checkRequests({ config }: Context): Promise<Result> {
  if (config.REQUESTS === 'off') return skip('REQUESTS is off')
  const server = officeServerOf(config)
  if (!server) return ok('the office reads them with "npm run requests"')
  const refusal = await reachOffice(server, LIMIT_MS)
  if (refusal === undefined) return ok('the server of REQUESTS_URL can be reached, and is trusted')
  return warn(
    `the server of REQUESTS_URL: ${refusal}`,
    'correct REQUESTS_URL, or name its own authority in NODE_EXTRA_CA_CERTS; only REQUESTS_URL_PRIVATE=on allows private addresses',
  )
}
