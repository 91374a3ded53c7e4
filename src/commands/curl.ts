import { loadConfig } from '../config/config.ts'
import { type RequestedStep, readArguments, usage, withoutProgress } from '../curl/arguments.ts'
import { send } from '../curl/send.ts'
import { signedRequest, toCurlCommand } from '../curl/signed-request.ts'
import { runCommand } from './run-command.ts'

async function main(): Promise<number> {
  const requested = readArguments()
  const request = signedRequest(requested, loadConfig(), new Date())
  if (!requested.isRun) {
    console.log(toCurlCommand(request))
    console.error(hint(requested))
    return 0
  }
  const { shown, isGood } = await send(request)
  console.log(shown)
  return isGood ? 0 : 1
}

/** Goes to stderr, so that it is not pasted along with the command. */
function hint({ step, call, say, keys }: RequestedStep): string {
  const isSilent = say === undefined && keys === undefined
  const isAnswer = !withoutProgress.some((one) => one === step)
  const advice = isSilent && isAnswer ? ' The caller is silent: add --say or --keys.' : ''
  return `# Valid for ten minutes, for call ${call}.${advice}`
}

await runCommand('curl', usage, main)
