export type Migration = {
  /** The version of the schema after it; the file is named after it, too. */
  version: number
  /**
   * Run in one transaction. Each can be run again without harm (IF NOT EXISTS, ON CONFLICT DO NOTHING): CockroachDB
   * and YugabyteDB commit a schema change at once, so an interrupted migration starts over.
   */
  statements: string[]
  /** What is specific to one database, run after `statements`. */
  sqlite?: string[]
  postgres?: string[]
  /** What CockroachDB lacks and frontdesk can do without there. */
  notOnCockroach?: string[]
}
