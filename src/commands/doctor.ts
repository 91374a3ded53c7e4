import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config/config.ts'
import { createContext } from '../doctor/context.ts'
import type { Finding } from '../doctor/finding.ts'
import { isReady, printFindings, toJson } from '../doctor/print.ts'
import { runChecks } from '../doctor/run-checks.ts'
import { ConfigError } from '../errors/config-error.ts'
import { runCommand } from './run-command.ts'

const USAGE = `usage: npm run doctor -- [--json]
  Checks what a real call needs. The exit code is 1 when calls will fail.
  --json   prints the findings as JSON`

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' } } })
  const findings = await diagnose()
  console.log(values.json ? toJson(findings) : printFindings(findings))
  return isReady(findings) ? 0 : 1
}

async function diagnose(): Promise<Finding[]> {
  const config = readConfiguration()
  if (Array.isArray(config)) return config
  const context = createContext(config)
  try {
    return await runChecks(context)
  } finally {
    context.platform?.close()
  }
}

/** The configuration, or its faults as findings: with those the server does not start. */
function readConfiguration(): Config | Finding[] {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const fix = 'set it in .env (see .env.example)'
    return error.message.split('\n').map((says) => ({ check: 'configuration', state: 'fail', says, fix }))
  }
}

await runCommand('doctor', USAGE, main)
// A check that is still waiting for an answer must not keep the process running.
process.exit()
