import { codeOf } from '../errors/error-code.ts'
import { isUntrusted } from '../signalwire/explain-failure.ts'
import { AddressRefused } from './office-address.ts'

/** Why the office's server could not be reached. Names neither its address nor what was sent. */
export function explainOffice(error: unknown): string {
  if (error instanceof AddressRefused)
    return 'REQUESTS_URL leads to a private address, or without https to a public one'
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time'
  const code = codeOf(error) || 'unknown'
  if (isUntrusted(code) || code.startsWith('ERR_TLS')) return `its certificate is not trusted (${code})`
  if (code.startsWith('HPE_')) return `its answer is not HTTP (${code})`
  return `cannot be reached (${code})`
}
