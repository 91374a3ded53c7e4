import { localUrlOf, publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { sampleClients, samplePin } from '../import/sample-clients.ts'

/** What a start in development says: how to call the line as it stands, and what a real number needs. */
export function welcome(config: Config): string {
  const address = localUrlOf(config)
  const [sample] = sampleClients
  return `frontdesk is listening on ${address}, in development.

Call it:
  npm run phone                        a call in this terminal: say "${sample?.name}", enter ${sample && samplePin(sample, config.PIN_LENGTH)}
  ${`${address}/phone`.padEnd(35)}  a call in the browser, with all that goes over the wire
${curlLine(config, address)}
${missingForRealNumber(config)}`
}

function curlLine(config: Config, address: string): string {
  if (config.SIGNALWIRE_SIGNING_KEY) return ''
  return `  curl -d CallSid=test-$(date +%s) -d From=+12025550101 -d To=+12025550199 ${address}/voice
`
}

/** The variables that a number at SignalWire needs and that are not set yet. */
function missingForRealNumber(config: Config): string {
  const names = [
    'SIGNALWIRE_PROJECT_ID',
    'SIGNALWIRE_API_TOKEN',
    'SIGNALWIRE_SPACE_URL',
    'SIGNALWIRE_SIGNING_KEY',
    'PUBLIC_URL',
  ] as const
  const missing = names.filter((name) => !config[name])
  if (missing.length === 0) return `A number at SignalWire calls it at ${publicUrlOf(config)}/voice`
  return `For a number at SignalWire, set in .env (see .env.example):
  ${missing.join(', ')}
Then "npm run doctor" says what is still missing, and "npm run connect" points the number here.`
}
