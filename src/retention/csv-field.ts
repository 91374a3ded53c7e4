/** One field of a CSV line. A spreadsheet must not interpret it as a formula; a phone number stays what it is. */
export function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
