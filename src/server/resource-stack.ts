type Resource = { close(): unknown }

/** Resources that were opened, closed in the opposite order. */
export class ResourceStack {
  readonly #resources: Resource[] = []

  /** Returns the resource. */
  add<Added extends Resource>(resource: Added): Added {
    this.#resources.unshift(resource)
    return resource
  }

  /** Closes all of them, even if one fails to close; then throws the first failure. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const resource of this.#resources) {
      try {
        await resource.close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }
}
