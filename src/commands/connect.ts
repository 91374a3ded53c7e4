import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { publicUrlOf } from '../config/address.ts'
import { type Config, loadConfig } from '../config/config.ts'
import { chooseNumber, listNumbers } from '../connect/choose-number.ts'
import { connectNumber, disconnectNumber } from '../connect/connect.ts'
import { withProject } from '../connect/with-project.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { isE164 } from '../phone-numbers/e164.ts'
import { runCommand } from './run-command.ts'

const USAGE = `usage: npm run connect -- [NUMBER] [--undo] [--dry-run] [--yes]
  Points a number of your SignalWire project at this server. Without NUMBER, lists the project's numbers.
  NUMBER      in E.164, such as +15551234567
  --undo      restores the number's previous settings
  --dry-run   only shows what would change
  --yes, -y   does not ask`

async function main(): Promise<number> {
  const { wanted, isUndo, isDryRun, isConfirmed } = readArguments()
  const config = loadConfig()
  return withProject(config, async (project) => {
    const numbers = await project.numbers()
    if (!wanted) {
      console.log(listNumbers(numbers))
      return 0
    }
    const confirm = isConfirmed ? async () => true : ask
    const number = chooseNumber(numbers, wanted)
    const request = { project, number, isDryRun, confirm, say: (text: string) => console.log(text) }
    const isDone = isUndo
      ? await disconnectNumber(request)
      : await connectNumber(request, publicHttpsUrlOf(config))
    return isDone ? 0 : 1
  })
}

function readArguments() {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    options: { undo: flag, 'dry-run': flag, yes: { ...flag, short: 'y' } },
    allowPositionals: true,
  })
  const wanted = readNumber(positionals)
  if (!wanted && values.undo) throw new UsageError('--undo needs a number: npm run connect -- NUMBER --undo.')
  return { wanted, isUndo: values.undo, isDryRun: values['dry-run'], isConfirmed: values.yes }
}

function readNumber([given, another]: string[]): string | undefined {
  if (another !== undefined)
    throw new UsageError(`Unexpected argument "${another}": connect one number at a time.`)
  if (given === undefined) return undefined
  const number = given.replace(/[\s().-]/g, '')
  if (isE164(number)) return number
  throw new UsageError(`"${given}" is not a number in E.164: write it as +15551234567.`)
}

function publicHttpsUrlOf(config: Config): string {
  if (config.PUBLIC_URL?.startsWith('https://')) return publicUrlOf(config)
  throw new CommandError(
    'PUBLIC_URL must be the https address that the platform calls: start a tunnel, and set it in .env.',
  )
}

/** Without anybody to answer, the answer is no. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}

await runCommand('connect', USAGE, main)
