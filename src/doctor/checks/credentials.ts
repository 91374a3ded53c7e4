import { explainFailure } from '../../signalwire/explain-failure.ts'
import { PlatformError } from '../../signalwire/platform-error.ts'
import type { Context, PlatformAnswer } from '../context.ts'
import { fail, ok, type Result, skip } from '../finding.ts'

const NAMES = ['SIGNALWIRE_PROJECT_ID', 'SIGNALWIRE_API_TOKEN', 'SIGNALWIRE_SPACE_URL'] as const

/** The space answers, whether or not it accepts the credentials. */
export async function checkSpace({ platform }: Context): Promise<Result> {
  if (!platform) return skip('needs the credentials')
  const answer = await platform.numbers
  if ('value' in answer || isRefused(answer)) return ok(`${platform.space} answers`)
  const { says, fix } = explainFailure(answer.error, platform.space)
  return fail(says, fix)
}

/** The credentials are set and accepted. */
export async function checkCredentials({ config, platform }: Context): Promise<Result> {
  if (!platform) {
    const missing = NAMES.filter((name) => !config[name])
    return fail(
      `not set: ${missing.join(', ')}`,
      'copy them from the API Credentials page of your SignalWire dashboard into .env',
    )
  }
  const answers = [await platform.numbers, await platform.texts]
  if (answers.some((answer) => 'value' in answer)) return ok('accepted')
  const refused = answers.find(isRefused)
  if (!refused) return skip('could not be checked')
  const { says, fix } = explainFailure(refused.error, platform.space)
  return fail(says, fix)
}

/** The token has the scopes that the server and its commands need. */
export async function checkScopes({ platform }: Context): Promise<Result> {
  if (!platform) return skip('needs the credentials')
  const [numbers, texts] = [await platform.numbers, await platform.texts]
  const missing = [
    ...(isRefused(numbers) ? ['Numbers (to connect a number)'] : []),
    ...(isRefused(texts) ? ['Messaging (to send texts)'] : []),
  ]
  if (missing.length === 1) {
    const fix = 'add it on the API Credentials page; this may need a new token'
    return fail(`the API token lacks the scope ${missing[0]}`, fix)
  }
  if ('value' in numbers && 'value' in texts) return ok('the token has Numbers and Messaging')
  return skip('could not be checked')
}

function isRefused(answer: PlatformAnswer<unknown>): answer is { error: PlatformError } {
  const { error } = 'error' in answer ? answer : { error: undefined }
  return error instanceof PlatformError && (error.status === 401 || error.status === 403)
}
