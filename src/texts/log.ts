/** What the outbox needs of a logger. It is given call ids, codes and reasons: never a number or a text. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
