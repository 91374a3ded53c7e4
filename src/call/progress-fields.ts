import type { KeyedName } from '../directory/identification.ts'

/** How one field of a question's progress is written into a query parameter, and read back. */
export type FieldCodec<Value> = {
  parameter: string
  /** Whether progress without the parameter is not ours. */
  isRequired: boolean
  /** Undefined leaves the parameter out. */
  write(value: Value): string | undefined
  read(text: string | undefined): Value
}

// biome-ignore lint/suspicious/noExplicitAny: each field has a value type of its own, which ValuesOf reads back
export type FieldCodecs = Record<string, FieldCodec<any>>

/** The values that a question's fields hold. */
export type ValuesOf<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends FieldCodec<infer Value> ? Value : never
}

/** Ids, in an order that counts; none is an empty parameter. */
export function requiredIds(parameter: string): FieldCodec<string[]> {
  return { parameter, isRequired: true, write: (ids) => ids.join(','), read: splitIds }
}

/** Ids; none leaves the parameter out. */
export function optionalIds(parameter: string): FieldCodec<string[]> {
  return { ...requiredIds(parameter), isRequired: false, write: (ids) => ids.join(',') || undefined }
}

export function requiredId(parameter: string): FieldCodec<string> {
  return { parameter, isRequired: true, write: (id) => id, read: (text = '') => text }
}

/** An id, or nobody: the parameter is there and empty, so that the URL does not show at a glance which it is. */
export function idOrNobody(parameter: string): FieldCodec<string | undefined> {
  return { parameter, isRequired: true, write: (id = '') => id, read: (text) => text || undefined }
}

/** Whether something is so; the parameter is there only where it is. */
export function flag(parameter: string): FieldCodec<boolean> {
  return {
    parameter,
    isRequired: false,
    write: (isSo) => (isSo ? '1' : undefined),
    read: (text) => text !== undefined,
  }
}

/** The keys of one name; none leaves the parameter out. */
export function optionalKeys(parameter: string): FieldCodec<string> {
  return { parameter, isRequired: false, write: (keys) => keys || undefined, read: (text = '') => text }
}

/** Both names in keys, the last name first: `7648.5646`. */
export function optionalKeyedName(parameter: string): FieldCodec<KeyedName | undefined> {
  return {
    parameter,
    isRequired: false,
    write: (name) => name && `${name.family}.${name.given}`,
    read: (text) => {
      const [family, given] = text?.split('.') ?? []
      return family && given ? { family, given } : undefined
    },
  }
}

export function optionalId(parameter: string): FieldCodec<string | undefined> {
  return { parameter, isRequired: false, write: (id) => id, read: (text) => text || undefined }
}

function splitIds(text = ''): string[] {
  return text === '' ? [] : text.split(',')
}
