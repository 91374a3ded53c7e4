import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where requests are sent, and whether it may be in a private network. */
export type OfficeServer = { url: string; isPrivate: boolean }

/** The office's server has an address that nothing may be sent to. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/**
 * Resolves a host for a connection, and refuses it if one of its addresses is not allowed. The connection is made to
 * what was checked here: the name is not resolved again.
 */
export function allowedLookup(server: OfficeServer): LookupFunction {
  return (host, options, found) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, [])
      if (addresses.some(({ address }) => !isAllowed(server, address))) return found(new AddressRefused(), [])
      const [first] = addresses
      return options.all ? found(null, addresses) : found(null, first?.address ?? '', first?.family)
    })
  }
}

/**
 * A host that is an address already is connected to without a look-up.
 * @throws AddressRefused
 */
export function checkAddress(server: OfficeServer): void {
  const host = new URL(server.url).hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !isAllowed(server, host)) throw new AddressRefused()
}

/** Without TLS, requests may travel in a private network only. */
function isAllowed({ url, isPrivate }: OfficeServer, address: string): boolean {
  // An IPv4 address in an IPv6 one counts as what it is.
  const isPublic = ipaddr.process(address).range() === 'unicast'
  return isPublic ? url.startsWith('https:') : isPrivate
}
