/** One CSV line of an export, with the columns in order. What is null is blank. */
export function csvLine<Column extends string>(
  columns: readonly Column[],
  fields: Record<Column, string | null>,
): string {
  return columns.map((name) => csvField(fields[name] ?? '')).join(',')
}

/** A spreadsheet must not interpret a field as a formula; a phone number stays what it is. */
function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A moment as exports write it: ISO 8601 in UTC. */
export function exportTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
