/** A text as the caller was promised it. */
export type TextPromise = {
  /** The CallSid: one text a call, however often it is asked for. */
  call: string
  /** The number that was called, E.164. */
  from: string
  /** The caller, E.164. */
  to: string
  body: string
  /** What the caller said yes to, word for word: kept as the record of their consent. */
  consent: string
}

/** What the caller may be told: the text will come, or this number takes none. */
export type PromiseAnswer = 'promised' | 'refused'

/** What became of a text, as the platform reports it later. */
export type StatusReport = {
  /** The platform's id of the message. */
  sid: string
  status: string
  code?: string
  /** The call it was promised in, from our own status URL. */
  call?: string
}

export interface Outbox {
  /**
   * Stores the text, tries it at once, and answers within 2 s whatever happens. The same call gets the same answer
   * again, and no second text. Rejects when the promise could not be stored: then nothing was promised.
   */
  promise(text: TextPromise): Promise<PromiseAnswer>
  /** False for what is not a number, a withheld one, and a number that is known to take no texts. */
  canReceive(number: string): Promise<boolean>
  recordStatus(report: StatusReport): Promise<void>
  /** Begins to deliver what earlier runs left; `promise` does so too. */
  start(): void
  /** Lets the tries in hand end, and begins no more. */
  close(): Promise<void>
}
