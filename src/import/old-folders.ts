import { readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Removes temporary folders that a process left that was killed. Another one of this machine may still use younger ones. */
export async function removeOldFolders(prefix: string, lastMs: number, now = Date.now()): Promise<void> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const name of folders) {
    const folder = join(tmpdir(), name)
    const isOld = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs < now - lastMs,
      () => false,
    )
    // Those of other users cannot be removed.
    if (isOld) await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
