/** What is wrong with an address; one whose variables are not all set is told elsewhere. */
export function addressFault(
  key: string,
  written: string,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  if (!written || namesIn(written).some((name) => !environment[name])) return undefined
  // PostgreSQL takes a user without a host, whose socket is named at the end.
  const address = fill(written, environment).replace('@/', '@localhost/')
  const isSql = key === 'sql'
  const example = isSql ? 'postgres://reader:password@db.example.com/name' : 'https://example.com/rows'
  if (!URL.canParse(address)) return `is no URL: write it in full, such as ${example}`
  if (isSql) return kindOf(address) ? undefined : 'must be postgres://… or mysql://…'
  return /^https?:/.test(address) ? undefined : 'must be an http(s) URL'
}

const VARIABLE = /\$([A-Z][A-Z0-9_]*)/g

/** The variables of the environment that a text names: `$NAME`. */
export function namesIn(value: string): string[] {
  return [...value.matchAll(VARIABLE)].map(([, name = '']) => name)
}

/** The text with the values of its variables. */
export function fill(value: string, environment: NodeJS.ProcessEnv): string {
  return value.replace(VARIABLE, (_, name: string) => environment[name] ?? '')
}

/** Which kind of database a URL is of; undefined for any other. */
export function kindOf(url: string): 'postgres' | 'mysql' | undefined {
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgres'
  return /^(mysql|mariadb):\/\//.test(url) ? 'mysql' : undefined
}
