import { sign } from '../src/signalwire/signature.ts'
import { type openTestLine, signingKey } from './helper.ts'

export type Line = Awaited<ReturnType<typeof openTestLine>>

export const standard = { From: '+12025550123', To: '+12025550100', CallStatus: 'in-progress' }

/** One webhook as the platform sends it; `url` is a path and query, or the absolute URL of a document. */
export function post(line: Line, url: string, fields: Record<string, string>, signature?: string) {
  const path = url.replace(line.publicUrl, '')
  const parameters = { ...standard, ...fields }
  return line.app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-signalwire-signature': signature ?? sign(signingKey, line.publicUrl + path, parameters),
    },
    payload: new URLSearchParams(parameters).toString(),
  })
}

/** Where a document leads. */
export function actionOf(document: string): string {
  return (/action="([^"]*)"/.exec(document)?.[1] ?? '').replaceAll('&amp;', '&')
}

/** The document without what may differ between two deliveries. */
export function masked(document: string): string {
  return document.replace(/exp=\d+&amp;sig=[\w-]+/g, '')
}
