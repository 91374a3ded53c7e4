import { loadConfig } from '../config/config.ts'
import { readWanted, usage, type Wanted } from '../curl/arguments.ts'
import { curlLine } from '../curl/curl-line.ts'
import { send } from '../curl/send.ts'
import { signedRequest } from '../curl/signed-request.ts'
import { runCommand } from './run-command.ts'

async function main(): Promise<number> {
  const wanted = readWanted()
  const request = signedRequest(wanted, loadConfig(), new Date())
  if (!wanted.isRun) {
    console.log(curlLine(request))
    console.error(hint(wanted))
    return 0
  }
  const { shown, isGood } = await send(request)
  console.log(shown)
  return isGood ? 0 : 1
}

/** Beside the line, where it is not pasted along. */
function hint({ step, call, say, keys }: Wanted): string {
  const silent = say === undefined && keys === undefined ? ' The caller is silent: add --say or --keys.' : ''
  const isAnswer = !['voice', 'operator', 'call-status', 'sms-status', 'fallback'].includes(step)
  return `# Good for ten minutes, for call ${call}.${isAnswer ? silent : ''}`
}

await runCommand('curl', usage, main)
