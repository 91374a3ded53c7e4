import { expect } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { openTestLine } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { connected, type Manner, project, startSpace, token } from '../signalwire/space.ts'
import { type Behind, startTunnel } from './tunnel.ts'

export const phone = '+12025550100'
export const stateSecret = 'a secret of the tests that signs progress'

export type Setting = {
  manner?: Manner
  /** Made once the public URL is known. */
  numbers?: (publicUrl: string) => Parameters<typeof startSpace>[0]
  behind?: Behind
  environment?: Record<string, string>
  trusts?: 'all' | 'nobody' | 'tunnel' | 'space'
}

/** A line behind a tunnel, a space, and the doctor sent to look at them. */
export async function diagnose(setting: Setting = {}) {
  const line = await openTestLine({ settings: { STATE_SECRET: stateSecret } })
  const tunnel = await startTunnel(setting.behind ?? { origin: localUrlOf(line.config) })
  const numbers = setting.numbers ?? ((publicUrl) => [connected(phone, publicUrl)])
  const space = await startSpace(numbers(tunnel.url), setting.manner)
  const environment = {
    PUBLIC_URL: tunnel.url,
    OPERATOR_NUMBER: '+12025550199',
    SIGNALWIRE_PROJECT_ID: project,
    SIGNALWIRE_API_TOKEN: token,
    SIGNALWIRE_SPACE_URL: space.host,
    SIGNALWIRE_SIGNING_KEY: 'PSK_test_0123456789abcdefghijklmnop',
    STATE_SECRET: stateSecret,
    PIN_SECRET: 'a secret of the tests, which keys the PINs',
    ...setting.environment,
  }
  const certs = { all: [space.cert, tunnel.cert], nobody: [], tunnel: [tunnel.cert], space: [space.cert] }
  const { code, out, err } = await runCommand('doctor', ['--json'], {
    environment,
    certs: certs[setting.trusts ?? 'all'],
  })
  expect(err).toBe('')
  const { ok, checks } = JSON.parse(out)
  expect(code).toBe(ok ? 0 : 1)
  // What the doctor says, by check and state.
  const found = (check: string) =>
    checks
      .filter((one: { check: string }) => one.check === check)
      .map(({ state, says, fix }: Record<string, string>) => `${state}: ${says}${fix ? ` → ${fix}` : ''}`)
      .join('\n')
  return { ok, checks, found, space, out }
}
