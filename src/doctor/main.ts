import { parseArgs } from 'node:util'
import { runCommand } from '../command-line.ts'
import { type Config, loadConfig } from '../config.ts'
import { ConfigError } from '../config-error.ts'
import type { Finding } from './finding.ts'
import { examine } from './patient.ts'
import { isWell, printFindings, toJson } from './print.ts'
import { runChecks } from './run-checks.ts'

const USAGE = `What is missing before the first real call: npm run doctor [-- --json]
  --json   for scripts; exit code 1 when a call would go wrong, as without it`

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' } } })
  const findings = await diagnose()
  console.log(values.json ? toJson(findings) : printFindings(findings))
  return isWell(findings) ? 0 : 1
}

async function diagnose(): Promise<Finding[]> {
  const config = readOrFind()
  if (Array.isArray(config)) return config
  const patient = examine(config)
  try {
    return await runChecks(patient)
  } finally {
    patient.platform?.close()
  }
}

/** The configuration, or its faults: with those, the server would not even start. */
function readOrFind(): Config | Finding[] {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const fix = 'set it in .env (.env.example says how)'
    return error.message.split('\n').map((says) => ({ check: 'configuration', state: 'fail', says, fix }))
  }
}

await runCommand('doctor', USAGE, main)
// What did not answer in time must not keep the command from ending.
process.exit()
