import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config/config.ts'
import { createContext } from '../doctor/context.ts'
import type { Finding } from '../doctor/finding.ts'
import { isWell, printFindings, toJson } from '../doctor/print.ts'
import { runChecks } from '../doctor/run-checks.ts'
import { ConfigError } from '../errors/config-error.ts'
import { runCommand } from './run-command.ts'

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
  const context = createContext(config)
  try {
    return await runChecks(context)
  } finally {
    context.platform?.close()
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
