/** A request that is no step of a call. It is answered with a 4xx and one sentence; no caller hears anything. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly statusCode: number

  constructor(statusCode: number, sentence: string) {
    super(sentence)
    this.statusCode = statusCode
  }
}
