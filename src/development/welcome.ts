import { localUrlOf, publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { sampleClients, samplePin } from '../import/sample-clients.ts'

export type Start = {
  /** The ids of the sample clients that are on file. */
  samples: string[]
  /** The port that was asked for; where it was taken, the commands must be told the other one. */
  wantedPort: number
}

/** What a start in development says: how to call the line as it stands, and what a real number needs. */
export function welcome(config: Config, { samples, wantedPort }: Start): string {
  const address = localUrlOf(config)
  const isMoved = wantedPort !== 0 && wantedPort !== config.PORT
  const phone = isMoved ? `PORT=${config.PORT} npm run phone` : 'npm run phone'
  return `frontdesk is listening on ${address}, in development.
${isMoved ? movedLine(wantedPort, config.PORT) : ''}
Call it:
  ${phone.padEnd(35)}  a call in this terminal: ${whatToSay(samples, config.PIN_LENGTH)}
  ${`${address}/phone`.padEnd(35)}  a call in the browser, with all that goes over the wire
  ${`${address}/desk`.padEnd(35)}  the desk: what the office sees
${curlLine(config, address)}Other people to call for: a shop, a school, a clinic (samples/):
  npm run import -- samples/shop.csv --replace
${missingForRealNumber(config)}`
}

function whatToSay(samples: string[], pinLength: number): string {
  const sample = sampleClients.find(({ id }) => samples.includes(id))
  if (!sample) return 'say a name that is on file, enter its PIN'
  return `say "${sample.name}", enter ${samplePin(sample, pinLength)}`
}

function movedLine(wanted: number, port: number): string {
  return `Port ${wanted} is taken by another program, so this server uses port ${port}: "npm run phone" without PORT calls the other one.
`
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
