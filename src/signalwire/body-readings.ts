import type { RefusedRequest } from './explain-refusal.ts'
import type { Parameters } from './signature.ts'

/** What a form may have been signed as, and how that differs from what we read. */
export type BodyReading = { parameters: Parameters; differs: string | undefined }

/** The readings of a form by which other parsers differ from ours, ours first. */
export function bodyReadings({ parameters }: Pick<RefusedRequest, 'parameters'>): BodyReading[] {
  const pairs = Object.entries(parameters)
  const made = (change: (value: string, name: string) => string | undefined): Parameters =>
    Object.fromEntries(
      pairs.map(([name, given]) => [name, [given].flat().flatMap((value) => change(value, name) ?? [])]),
    )
  return [
    { parameters, differs: undefined },
    {
      parameters: {},
      differs: 'It was signed without the form: as a GET, or by something that adds a body.',
    },
    {
      parameters: Object.fromEntries(pairs.map(([name, value]) => [name, [value].flat().at(-1) ?? ''])),
      differs: 'It was signed with one value of a name that came several times.',
    },
    {
      parameters: Object.fromEntries(pairs.filter(([, value]) => [value].flat().join('') !== '')),
      differs: 'It was signed without the blank parameters: something on the way adds or drops them.',
    },
    {
      parameters: made((value) => value.trim()),
      differs: 'It was signed with trimmed values: something on the way changes blanks.',
    },
    {
      parameters: made((value) => value.replaceAll(' ', '+')),
      differs: 'It was signed with + where we read a blank: something on the way decodes the form.',
    },
    {
      parameters: made(encodeURIComponent),
      differs: 'It was signed with values still encoded: something on the way decodes the form.',
    },
    {
      parameters: made((value) => Buffer.from(value, 'utf8').toString('latin1')),
      differs: 'It was signed in another character set: something on the way changes the form.',
    },
  ]
}
