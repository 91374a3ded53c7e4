import type { Parameters } from './signature.ts'

export type RequestTarget = {
  rawUrl: string
  headers: Record<string, string | string[] | undefined>
}

/** A host as it may appear in a header. Anything else could forge a line in the log. */
const hostName = /^[\w.[\]:-]{1,200}$/

/**
 * The URLs that the platform may have signed for this request, the configured one first: with http or https, another
 * port, the host a proxy was called by, a path prefix added or removed, a slash at the end of the path.
 */
export function likelyUrls(publicUrl: string, { rawUrl, headers }: RequestTarget): string[] {
  const { host, hostname, pathname } = new URL(publicUrl)
  const forwarded = [headers.host, headers['x-forwarded-host'], headers['x-original-host']].flatMap(
    (one) => one ?? [],
  )
  const hosts = [host, hostname, ...forwarded.filter((one) => hostName.test(one))]
  const withBareHosts = [...hosts, ...hosts.map((one) => one.replace(/:\d+$/, ''))]
  const prefixes = [pathname.replace(/\/$/, ''), '', ...[headers['x-forwarded-prefix'] ?? []].flat()]
  const urls = withBareHosts.flatMap((one) =>
    ['https', 'http'].flatMap((scheme) =>
      prefixes.flatMap((prefix) => pathsOf(rawUrl).map((path) => `${scheme}://${one}${prefix}${path}`)),
    ),
  )
  return [...new Set([publicUrl + rawUrl, ...urls])]
}

function pathsOf(rawUrl: string): string[] {
  const [path = '', query] = rawUrl.split(/\?(.*)/s)
  const end = query === undefined ? '' : `?${query}`
  const bare = path.replace(/\/$/, '')
  return [rawUrl, `${bare}${end}`, `${bare}/${end}`, bare]
}

/** A form as the platform may have signed it, and how that differs from what we read. */
export type BodyReading = { parameters: Parameters; differs: string | undefined }

/** The forms that the platform may have signed for this one, ours first. */
export function bodyReadings(parameters: Parameters): BodyReading[] {
  const pairs = Object.entries(parameters)
  const changed = (change: (value: string) => string): Parameters =>
    Object.fromEntries(pairs.map(([name, given]) => [name, [given].flat().map(change)]))
  return [
    { parameters, differs: undefined },
    {
      parameters: {},
      differs: 'It was signed without the form: as a GET, or by something that adds a body.',
    },
    {
      parameters: Object.fromEntries(pairs.map(([name, value]) => [name, [value].flat().at(-1) ?? ''])),
      differs: 'It was signed with only one value of a name that was sent several times.',
    },
    {
      parameters: Object.fromEntries(pairs.filter(([, value]) => [value].flat().join('') !== '')),
      differs: 'It was signed without the blank parameters: a proxy adds or removes them.',
    },
    {
      parameters: changed((value) => value.trim()),
      differs: 'It was signed with trimmed values: a proxy changes blanks.',
    },
    {
      parameters: changed((value) => value.replaceAll(' ', '+')),
      differs: 'It was signed with + where we read a blank: a proxy decodes the form.',
    },
    {
      parameters: changed(encodeURIComponent),
      differs: 'It was signed with values that are still encoded: a proxy decodes the form.',
    },
    {
      parameters: changed((value) => Buffer.from(value, 'utf8').toString('latin1')),
      differs: 'It was signed in another character set: a proxy converts the form.',
    },
  ]
}
