import type { SignedRequest } from './signed-request.ts'

/** The request as a line for a shell. */
export function curlLine({ url, headers, form }: SignedRequest): string {
  return [
    'curl -sS',
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...Object.entries(form).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`),
    quote(url),
  ].join(' ')
}

/** Nothing is special to a shell between single quotes but their end. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
