import { createDirectory, type Directory } from '../../src/directory/directory.ts'
import { noContext } from '../../src/directory/identification.ts'
import { openDatabase } from '../../src/store/open.ts'
import { readMisheard } from '../people.ts'
import { atShare } from '../spread.ts'
import { type LookUps, lookUpOrderSchema } from './look-ups.ts'
import { watchHolds } from './watch-holds.ts'

/** Keys with which most last and first names of a made-up million begin; the last two are shorter, and fit more people. */
const KEYED = [
  ['6278', '5646'],
  ['7648', '5263'],
  ['9455', '6275'],
  ['6455', '7623'],
  ['533', '562'],
  ['62', '56'],
] as const

/** Looks up names one after another, as a server does, and sends the durations back. */
process.once('message', async (message) => {
  const { url, names } = lookUpOrderSchema.parse(message)
  const database = await openDatabase(url)
  const directory = createDirectory(database)
  await directory.refresh()
  process.send?.(await measure(directory, names))
  directory.close()
  await database.close()
  process.disconnect()
})

async function measure(directory: Directory, names: string[]): Promise<LookUps> {
  const misheard = readMisheard().filter((_, i) => i % 2 === 0)
  await time(directory, [...names.slice(0, 200), ...misheard.slice(0, 200)])
  const longestHold = watchHolds()
  const clean = await time(directory, names)
  const wrong = await time(directory, misheard)
  for (const [family, given] of KEYED) await directory.identifyKeyed({ family, given })
  const { ms, cpuMs } = longestHold()
  return {
    cleanP50: atShare(clean, 0.5),
    cleanP99: atShare(clean, 0.99),
    misheardP50: atShare(wrong, 0.5),
    misheardP99: atShare(wrong, 0.99),
    longestHold: ms,
    cpuInHold: cpuMs,
  }
}

async function time(directory: Directory, heard: string[]): Promise<Float64Array> {
  const times = new Float64Array(heard.length)
  for (const [i, speech] of heard.entries()) {
    const started = performance.now()
    await directory.identify({ speech, digits: '' }, noContext)
    times[i] = performance.now() - started
    // Lets timers run, as they do between webhooks.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return times.sort()
}
