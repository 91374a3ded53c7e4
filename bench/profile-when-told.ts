import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

/**
 * Loaded into the server before everything else (`node --import`): takes a CPU profile from the signal SIGUSR2 on, and
 * writes it when the process ends. `node --cpu-prof` would also count the start and what the compiler does until it is warm.
 */
const file = process.env.PROFILE_FILE ?? ''
const session = new Session()
process.once('SIGUSR2', async () => {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  process.once('SIGTERM', async () => {
    const { profile } = await session.post('Profiler.stop')
    writeFileSync(file, JSON.stringify(profile))
  })
})
