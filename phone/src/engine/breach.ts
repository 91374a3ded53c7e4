/** The place in a document, counted from 1 as editors do. */
export type Place = { line: number; column: number }

export type BreachDetails = {
  /** The platform's own error code, where it has one for this. */
  code?: number
  /** What the server did. */
  what: string
  /** What the platform would do about it. */
  platform: string
  /** What to change. */
  fix: string
  /** The offending element, as its start tag. */
  element?: string
  place?: Place
  /** A warning is reported and the call goes on. */
  severity?: 'error' | 'warning'
}

/** Something the server did that the platform would not accept. */
export class Breach extends Error {
  readonly details: BreachDetails

  constructor(details: BreachDetails) {
    super(describe(details))
    this.name = 'Breach'
    this.details = details
  }
}

function describe({ code, what, platform, fix, element, place }: BreachDetails): string {
  const number = code === undefined ? '' : `${code}: `
  const where = place ? ` (line ${place.line}, column ${place.column}${element ? `: ${element}` : ''})` : ''
  return `${number}${what}${where}; ${platform}; to fix it, ${fix}.`
}
