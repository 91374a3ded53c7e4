/** Aborts with `reason` at the first Ctrl-C or SIGTERM. A second one ends the process at once. */
export function stopSignal(reason: Error): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(reason))
  return stop.signal
}
