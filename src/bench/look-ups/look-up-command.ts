import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createDirectory, type Directory } from '../../directory/directory.ts'
import { openDatabase } from '../../store/open.ts'
import { readMisheard } from '../people.ts'
import { atShare } from '../spread.ts'
import { type LookUps, lookUpOrderSchema } from './look-ups.ts'

/** Of the monitor's timer; a hold is what exceeds it. */
const RESOLUTION_MS = 1
const context = { callingNumber: '+12125550123', declined: [], nearest: [] }

/** Looks names up as a server does, one after the other, and sends back how long that took. */
process.once('message', async (message) => {
  const { url, pinSecret, names } = lookUpOrderSchema.parse(message)
  const database = await openDatabase(url)
  const directory = createDirectory(database, pinSecret)
  await directory.refresh()
  process.send?.(await measure(directory, names))
  directory.close()
  await database.close()
  process.disconnect()
})

async function measure(directory: Directory, names: string[]): Promise<LookUps> {
  const misheard = readMisheard().filter((_, i) => i % 2 === 0)
  await time(directory, [...names.slice(0, 200), ...misheard.slice(0, 200)])
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const clean = await time(directory, names)
  const wrong = await time(directory, misheard)
  delay.disable()
  return {
    cleanP50: atShare(clean, 0.5),
    cleanP99: atShare(clean, 0.99),
    misheardP50: atShare(wrong, 0.5),
    misheardP99: atShare(wrong, 0.99),
    longestHold: delay.max / 1e6 - RESOLUTION_MS,
  }
}

async function time(directory: Directory, heard: string[]): Promise<Float64Array> {
  const times = new Float64Array(heard.length)
  for (const [i, speech] of heard.entries()) {
    const started = performance.now()
    await directory.identify({ speech, digits: '' }, context)
    times[i] = performance.now() - started
    // Timers run too, as they do between webhooks.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return times.sort()
}
