import { z } from 'zod'
import { type Xml, xml } from '../cxml/xml.ts'
import { HttpError } from '../errors/http-error.ts'

/**
 * Reads a form or a query.
 * @throws HttpError 400 when it is not of this shape
 */
export function readFields<Shape extends z.ZodType>(shape: Shape, fields: unknown): z.infer<Shape> {
  const read = shape.safeParse(fields ?? {})
  if (read.success) return read.data
  throw new HttpError(400, 'this form cannot be read')
}

export const text = (most: number) => z.string().trim().max(most)

/** A labelled input. */
export function field(
  label: string,
  { name, hint, ...more }: { name: string; hint?: string; [attribute: string]: string | undefined },
): Xml {
  const described = hint ? xml` aria-describedby="${name}-hint"` : xml``
  const attributes = Object.entries(more).map(([key, value]) =>
    value === undefined ? xml`` : xml` ${key}="${value}"`,
  )
  return xml`<p class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}"${attributes}${described}/>${
    hint ? xml`<small id="${name}-hint">${hint}</small>` : xml``
  }</p>`
}

export function hidden(fields: Record<string, string>): Xml[] {
  return Object.entries(fields).map(
    ([name, value]) => xml`<input type="hidden" name="${name}" value="${value}"/>`,
  )
}
