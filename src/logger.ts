import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { codeOf } from './errors/error-code.ts'

/**
 * The log: JSON lines. Errors are written with what they are and where they come from; what they quote or count may be
 * a caller's, so digits and quoted text are struck out of their messages.
 */
export function openLog(destination?: DestinationStream): Logger {
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: safeError, error: safeError },
  }
  return pino(options, destination ?? collectedOutput())
}

const WRITE_BYTES = 4096
const WRITE_MS = 100

/** Standard output, many lines a write; what is left is written when the process ends, unless it is killed. */
function collectedOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: false, minLength: WRITE_BYTES })
  // The output's own `periodicFlush` writes nothing, too, ten times a second, each time in another thread.
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
    message: struckOut(message),
    frames: frames?.map((line) => line.trim()),
  }
}

/** A parser's message quotes its input, a database's the values of a row. */
function struckOut(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|\([^)]*\)=\([^)]*\)/g, '…')
    .replace(/\d{3,}/g, '…')
    .slice(0, 300)
}
