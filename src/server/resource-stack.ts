type Closable = { close(): unknown }

/** What has been opened, to be closed in the opposite order. */
export class Opened {
  readonly #parts: Closable[] = []

  /** Gives back what was just opened. */
  add<Part extends Closable>(part: Part): Part {
    this.#parts.unshift(part)
    return part
  }

  /** A part that cannot be closed keeps no other open; the first such failure is thrown in the end. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const part of this.#parts) {
      try {
        await part.close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
