import type { Logger } from 'pino'
import { localUrlOf, publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import type { LocalPlatform } from '../development/phone.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { createMessages } from '../signalwire/rest.ts'
import type { Database } from '../store/database.ts'
import { createOutbox, type Outbox } from '../texts/outbox.ts'

type TextParts = {
  database: Database
  metrics: Metrics | undefined
  /** The platform played here, where no project is configured. */
  local: LocalPlatform | undefined
  log: Logger
}

/** The outbox over the platform's Messages API, or over the one that is played here. */
export function openTexts(config: Config, { database, metrics, local, log }: TextParts): Outbox {
  const messages = createMessages(credentialsOf(config, local))
  return createOutbox({
    database,
    messages: metrics?.meterMessages(messages) ?? messages,
    secret: config.PIN_SECRET,
    perSecond: config.SMS_PER_SECOND,
    limits: { perNumber: config.SMS_PER_NUMBER_A_DAY, perClient: config.SMS_PER_CLIENT_A_DAY },
    countries: config.SMS_COUNTRIES,
    senderName: config.SMS_SENDER_NAME ?? config.OFFICE_NAME,
    stopNotice: config.SMS_STOP_NOTICE,
    statusUrl: statusUrlOf(publicUrlOf(config), local !== undefined),
    log,
  })
}

/** Without credentials, the platform's Messages API is played by this very server. */
export async function localPlatform(config: Config): Promise<LocalPlatform | undefined> {
  if (!config.development || config.SIGNALWIRE_PROJECT_ID) return undefined
  const { openLocalPlatform } = await import('../development/phone.ts')
  return openLocalPlatform()
}

function credentialsOf(config: Config, local: LocalPlatform | undefined) {
  if (local) return { projectId: local.accountSid, apiToken: local.apiToken, baseUrl: localUrlOf(config) }
  return {
    projectId: config.SIGNALWIRE_PROJECT_ID ?? '',
    apiToken: config.SIGNALWIRE_API_TOKEN ?? '',
    baseUrl: `https://${config.SIGNALWIRE_SPACE_URL}`,
  }
}

/** Where the platform reports on texts. It refuses a text whose report would go to an address it cannot call. */
function statusUrlOf(publicUrl: string, isLocal: boolean): ((call: string) => string) | undefined {
  if (!isLocal && !publicUrl.startsWith('https://')) return undefined
  return (call) => `${publicUrl}/sms-status?call=${encodeURIComponent(call)}`
}
