/** The code that Node, a driver or the operating system gave an error; blank when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
