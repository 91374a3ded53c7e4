/** A variable that is missing or bad: one line per fault, each naming the variable and what it wants. */
export class ConfigError extends Error {
  constructor(faults: string[]) {
    super(faults.join('\n'))
    this.name = 'ConfigError'
  }
}
