/** A request that is no step of a call: it gets a plain 4xx with one sentence, and nobody hears anything. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly statusCode: number

  constructor(statusCode: number, sentence: string) {
    super(sentence)
    this.statusCode = statusCode
  }
}
