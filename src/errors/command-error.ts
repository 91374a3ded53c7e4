/** Stops a command. The message is printed as it is, so it says what to do. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/** Invalid arguments. The hint at `--help` is added where it is printed. */
export class UsageError extends CommandError {
  override name = 'UsageError'
}
