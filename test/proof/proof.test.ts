import { expect, test } from 'vitest'
import { startServer } from '../../src/server/start-server.ts'
import { openForProof } from './line-under-test.ts'
import { proveWorlds } from './prove-worlds.ts'
import { tryReplies } from './replies.ts'
import { worlds } from './worlds.ts'

proveWorlds(worlds.filter(({ settings }) => settings.UNKNOWN_NAMES !== 'discreet'))

test('nobody but the person at the number that was texted answers the text, and each message counts once', async () => {
  const line = await openForProof({ startServer }, { REQUESTS: 'on' })
  try {
    expect(await tryReplies(line)).toEqual([])
    expect(line.log.join('')).not.toMatch(/2025550123|2025550188/)
  } finally {
    await line.close()
  }
})
