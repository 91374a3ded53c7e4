import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../errors/error-code.ts'
import { describeFileError } from '../errors/file-error.ts'
import { openTable } from '../import/read-table.ts'
import { type FeedSource, SourceFault } from './feed.ts'

/** A file that was changed so recently may still be being written. */
const SETTLED_MS = 5_000
const DONE = 'done'
const TABLE = /\.(csv|xlsx|jsonl|json)$/i
/** Hidden files, and those that Excel keeps while a workbook is open. */
const NOT_DATA = /^(\.|~\$)/

type Found = { name: string; changedAt: number; size: number }

/** The newest file in a folder whose name matches the pattern; afterwards it is kept, or moved to "done". */
export function folderSource(folder: string, pattern: string, isMoved: boolean): FeedSource {
  const doneFolder = join(folder, DONE)
  return {
    async read({ options, state, lastState, now }, use) {
      const last: Found | undefined = lastState ? JSON.parse(lastState) : undefined
      const isNotOlder = ({ changedAt }: Found) => !last || changedAt >= last.changedAt
      const readFile = async (place: string, found: Found) => {
        const { map, format, sheet } = options
        const table = await openTable(join(place, found.name), { map, format, sheet })
        return { result: await use(table), state: JSON.stringify(found), at: found.changedAt }
      }
      const [newest] = await findFiles(folder, pattern, now)
      if (newest && JSON.stringify(newest) === state)
        return { result: undefined, state, at: newest.changedAt }
      if (newest && isNotOlder(newest)) return readFile(folder, newest)
      if (!isMoved || !last) throw new SourceFault(missingText(folder, pattern, newest))
      const unchanged = { result: undefined, state: lastState, at: last.changedAt }
      if (state) return unchanged
      const [moved] = await findFiles(doneFolder, pattern, now).catch(() => [])
      return moved && isNotOlder(moved) ? readFile(doneFolder, moved) : unchanged
    },
    async done({ now }, state) {
      if (!isMoved || !state) return
      const loaded: Found = JSON.parse(state)
      const found = await findFiles(folder, pattern, now)
      // An older file of the same name would overwrite the one that was loaded.
      const isOver = ({ name, changedAt }: Found) =>
        name === loaded.name ? changedAt === loaded.changedAt : changedAt <= loaded.changedAt
      await moveFiles(found.filter(isOver), folder, doneFolder)
    },
  }
}

function missingText(folder: string, pattern: string, older: Found | undefined): string {
  if (!older) return `there is no file like ${pattern} in ${folder}`
  return `the newest file like ${pattern} in ${folder} is older than the one that was loaded last: save it again if it is to be loaded`
}

async function moveFiles(files: Found[], from: string, to: string): Promise<void> {
  try {
    if (files.length > 0) await mkdir(to, { recursive: true })
    for (const { name } of files) await rename(join(from, name), join(to, name)).catch(refuseUnlessGone)
  } catch (error) {
    throw new SourceFault(`files cannot be moved to ${to}: ${describeFileError(error)}`)
  }
}

function refuseUnlessGone(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}

/** The files of a folder that are written and match the pattern, the newest first. */
async function findFiles(folder: string, pattern: string, now: number): Promise<Found[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new SourceFault(`${folder} cannot be read: ${describeFileError(error)}`)
  })
  const isMatch = toRegExp(pattern)
  // A pattern such as "*.txt" names the kind of file itself.
  const isTable = /\.\w+$/.test(pattern) ? isMatch : TABLE
  const found: Found[] = []
  for (const name of names.filter((one) => isMatch.test(one) && isTable.test(one) && !NOT_DATA.test(one))) {
    const info = await stat(join(folder, name)).catch(() => undefined)
    if (info?.isFile() && now - info.mtimeMs >= SETTLED_MS)
      found.push({ name, changedAt: Math.round(info.mtimeMs), size: info.size })
  }
  return found.sort((a, b) => b.changedAt - a.changedAt || (a.name < b.name ? 1 : -1))
}

/** `*` stands for any part of a name. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'i')
}
