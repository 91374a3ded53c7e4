import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ResourceStack } from '../src/server/resource-stack.ts'

export type Workspace = {
  folder: string
  /** Done when the measurement is over, the last one first. */
  atEnd(clean: () => Promise<unknown>): void
}

/** A folder for one measurement; whatever comes of it, what was started is stopped and the folder removed. */
export async function inWorkspace<Result>(measure: (space: Workspace) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  const resources = new ResourceStack()
  try {
    return await measure({ folder, atEnd: (clean) => void resources.add({ close: clean }) })
  } finally {
    await resources.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
