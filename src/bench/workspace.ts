import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Workspace = {
  folder: string
  /** Done when the measurement is over, the last one first. */
  atEnd(clean: () => Promise<unknown>): void
}

/** A folder for one measurement; whatever comes of it, what was started is stopped and the folder removed. */
export async function inWorkspace<Result>(measure: (space: Workspace) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'))
  const cleaners: (() => Promise<unknown>)[] = []
  try {
    return await measure({ folder, atEnd: (clean) => cleaners.unshift(clean) })
  } finally {
    for (const clean of cleaners) await clean()
    rmSync(folder, { recursive: true, force: true })
  }
}
