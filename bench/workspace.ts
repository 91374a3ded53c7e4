import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ResourceStack } from '../src/server/resource-stack.ts'

export type Workspace = {
  folder: string
  /** Registers a clean-up to run after the measurement; the last one runs first. */
  atEnd(clean: () => Promise<unknown>): void
}

/** Runs a measurement in a temporary folder. Afterwards everything it started is stopped and the folder removed. */
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
