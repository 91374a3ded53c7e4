import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'

/**
 * Loaded into the server before everything else (`node --import`): takes a CPU profile from the signal SIGUSR2 on, and
 * writes it when the process ends. `node --cpu-prof` would also count the start and the compiler's work until it is warm.
 */
const session = new Session()
process.once('SIGUSR2', () => {
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.start')
  // In the same process the answer comes at once, so that it is there before the end.
  process.once('exit', () => {
    session.post('Profiler.stop', (_error, { profile }) => {
      writeFileSync(process.env.PROFILE_FILE ?? '', JSON.stringify(profile))
    })
  })
})
