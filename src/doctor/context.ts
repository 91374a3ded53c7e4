import { publicUrlOf } from '../config/address.ts'
import { type Config, credentialsOf } from '../config/config.ts'
import type { PhoneNumber } from '../signalwire/phone-number.ts'
import { type Account, openProject, type Project, type SentText } from '../signalwire/project.ts'

/** What every check looks at. */
export type Context = {
  config: Config
  /** The URL the platform calls, without a slash at its end. */
  publicUrl: string
  /** Undefined without credentials. */
  platform: Platform | undefined
}

/** The project's answers. Each question is asked once, for all checks. */
export type Platform = {
  space: string
  numbers: Promise<PlatformAnswer<PhoneNumber[]>>
  texts: Promise<PlatformAnswer<SentText[]>>
  account: Promise<PlatformAnswer<Account>>
  clockAheadMs: Project['clockAheadMs']
  close(): void
}

export type PlatformAnswer<Value> = { value: Value } | { error: unknown }

/** Starts to ask the platform. */
export function createContext(config: Config): Context {
  return { config, publicUrl: publicUrlOf(config), platform: askPlatform(config) }
}

/** Of one request; finding out where the space has its API may take several. */
const REQUEST_LIMIT_MS = 4_000

function askPlatform(config: Config): Platform | undefined {
  const credentials = credentialsOf(config)
  if (!credentials) return undefined
  const { clockAheadMs, close, ...project } = openProject(credentials, REQUEST_LIMIT_MS)
  return {
    space: credentials.space,
    numbers: settle(project.numbers()),
    texts: settle(project.latestTexts()),
    account: settle(project.account()),
    clockAheadMs,
    close,
  }
}

function settle<Value>(asked: Promise<Value>): Promise<PlatformAnswer<Value>> {
  return asked.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
}
