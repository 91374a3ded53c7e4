import { fork } from 'node:child_process'
import type { ImportEnd, ImportMessage, ImportProgress, ImportTask } from './messages.ts'

/** A workbook is read as a whole. */
const MOST_MEMORY_MB = 2_048

/** Gives a task to a process of its own. When the signal is aborted, that process undoes what it has written and ends. */
export function runTask(
  file: string,
  task: ImportTask,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: ImportProgress) => void },
): Promise<ImportEnd> {
  return new Promise((resolve) => {
    const execArgv = [`--max-old-space-size=${MOST_MEMORY_MB}`]
    const child = fork(file, { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    let end: ImportEnd = {
      kind: 'failed',
      error: { name: 'Error', code: '', message: 'the import has died' },
    }
    child.on('message', (message: ImportMessage) => {
      if (message.kind === 'progress') onProgress(message)
      else end = message
    })
    child.once('error', ({ name, message }) =>
      resolve({ kind: 'failed', error: { name, code: '', message } }),
    )
    child.once('exit', () => resolve(end))
    signal.addEventListener('abort', () => child.connected && child.disconnect(), { once: true })
    child.send(task)
  })
}
