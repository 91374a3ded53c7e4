export type Migration = {
  name: string
  /**
   * Run in one transaction. Each can be run again without harm (IF NOT EXISTS, ON CONFLICT DO NOTHING): CockroachDB
   * and YugabyteDB commit a change of schema at once, so an interrupted migration starts over.
   */
  statements: string[]
  /** What the databases say differently, run after `statements`. */
  sqlite?: string[]
  postgres?: string[]
  /** What CockroachDB lacks and the line can do without there. */
  notOnCockroach?: string[]
}
