import { pino } from 'pino'
import { readConfig } from '../src/config/config.ts'
import { openServer, type Server } from '../src/server/server.ts'
import { sign } from '../src/signalwire/signature.ts'
import { publicUrl, signingKey } from './frontdesk.ts'
import { atShare } from './spread.ts'
import { inWorkspace, type Workspace } from './workspace.ts'

const SECRET = 'a secret of the benchmark that protects nothing'
/** Calls before the measurement, to warm up. */
const WARM_UP = 200

/** One of the sample clients, and a name of the same length that is not on file. */
const names = { known: 'Example Woman', unknown: 'Quentin Abrams' }
type Who = keyof typeof names

type Times = Record<Who, { name: number[]; pin: number[] }>

/** Times a name on file and one that is not, in turn: on a discreet line the two must take equally long. */
async function main({ folder, atEnd }: Workspace, requests: number): Promise<void> {
  const config = readConfig({
    ...{ NODE_ENV: 'test', UNKNOWN_NAMES: 'discreet', DATABASE_URL: `file:${folder}/a.db` },
    ...{ PUBLIC_URL: publicUrl, SIGNALWIRE_SIGNING_KEY: signingKey },
    ...{ STATE_SECRET: SECRET, PIN_SECRET: SECRET },
  })
  const server = await openServer(config, { log: pino({ level: 'silent' }) })
  atEnd(server.close)
  const times: Times = { known: { name: [], pin: [] }, unknown: { name: [], pin: [] } }
  const calls = Math.ceil(requests / 2)
  for (let call = -WARM_UP; call < calls; call++) {
    // The order alternates, so that neither always finds warm caches.
    const order: Who[] = call % 2 === 0 ? ['known', 'unknown'] : ['unknown', 'known']
    for (const who of order)
      await timeCall(server, `${who}-${call + WARM_UP}`, who, call < 0 ? undefined : times)
  }
  print(times, requests)
}

/** Makes a call with a name and a wrong PIN, and adds the duration of its two answers to `times`. */
async function timeCall(server: Server, call: string, who: Who, times: Times | undefined): Promise<void> {
  const first = await send(server, '/voice', { CallSid: call })
  const second = await send(server, first.next, { CallSid: call, SpeechResult: names[who] })
  const third = await send(server, second.next, { CallSid: call, Digits: '1000' })
  times?.[who].name.push(second.microseconds)
  times?.[who].pin.push(third.microseconds)
}

async function send({ app }: Server, url: string, fields: Record<string, string>) {
  const form = { From: 'anonymous', To: '+12025550100', ...fields }
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-signalwire-signature': sign(signingKey, publicUrl + url, form),
  }
  const begun = process.hrtime.bigint()
  const payload = new URLSearchParams(form).toString()
  const { body } = await app.inject({ method: 'POST', url, headers, payload })
  const microseconds = Number(process.hrtime.bigint() - begun) / 1000
  const [, next = ''] = /action="https:\/\/line\.example\.com([^"]*)"/.exec(body) ?? []
  return { microseconds, next: next.replaceAll('&amp;', '&') }
}

function print(times: Times, requests: number): void {
  console.log(`A discreet line, ${requests} requests of each step, half of them of each kind (microseconds):`)
  for (const step of ['name', 'pin'] as const) {
    const [known, unknown] = [times.known[step], times.unknown[step]]
    for (const [who, list] of [
      ['on file', known],
      ['not on file', unknown],
    ] as const) {
      console.log(
        `/${step.padEnd(5)} ${who.padEnd(12)} median ${round(quantile(list, 0.5))}  p95 ${round(quantile(list, 0.95))}`,
      )
    }
    const gap = quantile(known, 0.5) - quantile(unknown, 0.5)
    console.log(
      `/${step.padEnd(5)} difference   median ${round(gap)} (${round((100 * gap) / quantile(unknown, 0.5))} %)`,
    )
  }
}

function quantile(list: number[], share: number): number {
  return atShare(
    list.toSorted((a, b) => a - b),
    share,
  )
}

function round(number: number): string {
  return number.toFixed(1)
}

await inWorkspace((space) => main(space, Number(process.argv[2] ?? 2000)))
