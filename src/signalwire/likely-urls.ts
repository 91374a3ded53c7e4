import type { RefusedRequest } from './explain-refusal.ts'

/** A host as it may stand in a header; anything else could forge a log. */
const hostName = /^[\w.[\]:-]{1,200}$/

/**
 * The URLs that the platform may have been given for this request, the configured one first: http or https, another
 * port, the host that a proxy was called by, a path prefix more or less, a slash at the end of the path.
 */
export function likelyUrls(
  publicUrl: string,
  { rawUrl, headers }: Pick<RefusedRequest, 'rawUrl' | 'headers'>,
): string[] {
  const { host, hostname, pathname } = new URL(publicUrl)
  const forwarded = [headers.host, headers['x-forwarded-host'], headers['x-original-host']].flatMap(
    (one) => one ?? [],
  )
  const hosts = [host, hostname, ...forwarded.filter((one) => hostName.test(one))]
  const withBareHosts = [...hosts, ...hosts.map((one) => one.replace(/:\d+$/, ''))]
  const prefixes = [pathname.replace(/\/$/, ''), '', ...[headers['x-forwarded-prefix'] ?? []].flat()]
  const urls = withBareHosts.flatMap((one) =>
    ['https', 'http'].flatMap((scheme) =>
      prefixes.flatMap((prefix) => paths(rawUrl).map((path) => `${scheme}://${one}${prefix}${path}`)),
    ),
  )
  return [...new Set([publicUrl + rawUrl, ...urls])]
}

function paths(rawUrl: string): string[] {
  const [path = '', query] = rawUrl.split(/\?(.*)/s)
  const end = query === undefined ? '' : `?${query}`
  const bare = path.replace(/\/$/, '')
  return [rawUrl, `${bare}${end}`, `${bare}/${end}`, bare]
}
