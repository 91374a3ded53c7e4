import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describeFileError } from '../errors/file-error.ts'
import { openTable } from '../import/read-table.ts'
import { type FeedSource, SourceFault } from './feed.ts'

/** A file that was changed so recently may still be being written. */
const SETTLED_MS = 5_000
const DONE = 'done'

type Found = { name: string; changedAt: number; size: number }

/** The newest file in a folder whose name matches the pattern; afterwards it is kept, or moved to "done". */
export function folderSource(folder: string, pattern: string, isMoved: boolean): FeedSource {
  return {
    async read({ options, state, now }, use) {
      const newest = await findNewest(folder, pattern, now)
      if (!newest && isMoved && state) return { result: undefined, state, at: atOf(state) }
      if (!newest) throw new SourceFault(`there is no file like ${pattern} in ${folder}`)
      const found = JSON.stringify(newest)
      const at = newest.changedAt
      if (found === state) return { result: undefined, state, at }
      const { map, format, sheet } = options
      const table = await openTable(join(folder, newest.name), { map, format, sheet })
      return { result: await use(table), state: found, at }
    },
    async done(_, state) {
      if (!isMoved || !state) return
      const { name }: Found = JSON.parse(state)
      await mkdir(join(folder, DONE), { recursive: true })
      // It may have been moved before.
      await rename(join(folder, name), join(folder, DONE, name)).catch(() => {})
    },
  }
}

function atOf(state: string): number {
  const { changedAt }: Found = JSON.parse(state)
  return changedAt
}

async function findNewest(folder: string, pattern: string, now: number): Promise<Found | undefined> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new SourceFault(`${folder} cannot be read: ${describeFileError(error)}`)
  })
  const isMatch = toRegExp(pattern)
  const found: Found[] = []
  for (const name of names.filter((one) => isMatch.test(one))) {
    const info = await stat(join(folder, name)).catch(() => undefined)
    if (info?.isFile() && now - info.mtimeMs >= SETTLED_MS)
      found.push({ name, changedAt: Math.round(info.mtimeMs), size: info.size })
  }
  return found.sort((a, b) => b.changedAt - a.changedAt || (a.name < b.name ? 1 : -1))[0]
}

/** `*` stands for any part of a name. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i')
}
