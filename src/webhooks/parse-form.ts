import { parse } from 'fast-querystring'
import { HttpError } from '../errors/http-error.ts'

/** The platform sends some twenty fields. */
export const MOST_FIELDS = 100

/**
 * Parses the body of a form. The fields are counted first: parsing and verifying costs by the field.
 * @throws HttpError 413 when there are too many
 */
export function parseForm(body: string): Record<string, unknown> {
  if (hasTooManyFields(body)) throw new HttpError(413, 'This form has too many fields.')
  return parse(body)
}

function hasTooManyFields(body: string): boolean {
  let fields = 1
  for (let at = body.indexOf('&'); at !== -1; at = body.indexOf('&', at + 1)) {
    fields += 1
    if (fields > MOST_FIELDS) return true
  }
  return false
}
