import { publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { createHttpClient } from '../signalwire/http-client.ts'
import type { PhoneNumber } from '../signalwire/phone-number.ts'
import { type Account, openProject, type Project, type SentText } from '../signalwire/project.ts'

/** What came of asking the platform; several checks look at the same answer. */
export type PlatformAnswer<Value> = { value: Value } | { error: unknown }

export type Context = {
  config: Config
  /** The URL the platform calls, without a slash at its end. */
  publicUrl: string
  /** Undefined without credentials. */
  platform: Platform | undefined
}

export type Platform = {
  space: string
  numbers: Promise<PlatformAnswer<PhoneNumber[]>>
  texts: Promise<PlatformAnswer<SentText[]>>
  account: Promise<PlatformAnswer<Account>>
  clockAheadMs: Project['clockAheadMs']
  close(): void
}

/** The platform is asked once, at the start, for all checks. */
export function createContext(config: Config): Context {
  return { config, publicUrl: publicUrlOf(config), platform: askPlatform(config) }
}

/** For one answer; finding where the API is may take several. */
const REQUEST_LIMIT_MS = 4_000

function askPlatform(config: Config): Platform | undefined {
  const { SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN, SIGNALWIRE_SPACE_URL } = config
  if (!SIGNALWIRE_PROJECT_ID || !SIGNALWIRE_API_TOKEN || !SIGNALWIRE_SPACE_URL) return undefined
  const baseUrl = `https://${SIGNALWIRE_SPACE_URL}`
  const httpClient = createHttpClient(baseUrl, {}, REQUEST_LIMIT_MS)
  const project = openProject({
    projectId: SIGNALWIRE_PROJECT_ID,
    apiToken: SIGNALWIRE_API_TOKEN,
    baseUrl,
    httpClient,
  })
  return {
    space: SIGNALWIRE_SPACE_URL,
    numbers: answerOf(project.numbers()),
    texts: answerOf(project.latestTexts()),
    account: answerOf(project.account()),
    clockAheadMs: project.clockAheadMs,
    close: () => httpClient.close(),
  }
}

function answerOf<Value>(asked: Promise<Value>): Promise<PlatformAnswer<Value>> {
  return asked.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
}
