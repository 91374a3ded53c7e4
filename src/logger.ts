import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { codeOf } from './errors/error-code.ts'

/**
 * Opens the log, which is JSON lines. An error is logged with its type, code and stack frames. Its message may quote a
 * caller's data, so digits and quoted text are removed from it.
 */
export function openLog(destination?: DestinationStream): Logger {
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: safeError, error: safeError },
  }
  return pino(options, destination ?? bufferedOutput())
}

const WRITE_BYTES = 4096
const WRITE_MS = 100

/** Standard output, with many lines per write. The rest is written when the process ends, unless it is killed. */
function bufferedOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: false, minLength: WRITE_BYTES })
  // The output's own `periodicFlush` also writes when there is nothing to write, each time in another thread.
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    output.flush()
  }
  return {
    write(line) {
      output.write(line)
      if (!timer) timer = setTimeout(flush, WRITE_MS).unref()
    },
  }
}

function safeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const { type, message, stack } = stdSerializers.err(error)
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type,
    code: codeOf(error).slice(0, 40) || undefined,
    message: redact(message),
    frames: frames?.map((line) => line.trim()),
  }
}

/** A parser quotes its input in messages, a database the values of a row. */
function redact(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|\([^)]*\)=\([^)]*\)/g, '…')
    .replace(/\d{3,}/g, '…')
    .slice(0, 300)
}
