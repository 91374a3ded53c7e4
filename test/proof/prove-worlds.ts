import { expect, test } from 'vitest'
import { startServer } from '../../src/server/start-server.ts'
import { prove } from './prove.ts'
import type { World } from './worlds.ts'

/** One test a world. The worlds are spread over two files, so that they are proved side by side. */
export function proveWorlds(worlds: World[]): void {
  test.each(worlds)(
    'no call gives anything away before the right PIN, and each one ends: $name',
    { timeout: 900_000 },
    async (world) => {
      const { findings, ...counts } = await prove({ startServer }, world)
      console.info(JSON.stringify(counts))
      expect(findings).toEqual([])
    },
  )
}
