/** The code that Node, a driver or the operating system gave an error, such as ENOENT. Blank when it has none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) return ''
  return typeof error.code === 'string' || typeof error.code === 'number' ? String(error.code) : ''
}
