/** What keeps the terminal from placing or keeping a call, in a sentence that says what to do. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** Invalid arguments. */
export class UsageError extends CommandError {
  override name = 'UsageError'
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
}

/** Why a file could not be read or written, in words instead of the operating system's codes. */
export function fileFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return reasons[code] ?? error.message
}
