/**
 * A name without what hearing and spelling change about it: accents, case, punctuation, hyphens, doubled blanks.
 * Names with the same key count as the same name.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
