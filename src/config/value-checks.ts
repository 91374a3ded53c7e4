/** The platform does not document how it signs a URL with a user, a query or a fragment, so these are refused. */
export function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    /^https?:\/\//.test(text) &&
    !/\/voice\/?$/.test(url.pathname) &&
    !url.username &&
    !url.hash &&
    !url.search
  )
}

/** A URL that requests can be sent to: without a user, a password or a fragment. */
export function isOfficeUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password, hash } = new URL(text)
  return !username && !password && !hash
}

/** https://www.standardwebhooks.com: a symmetric secret. */
export function isWebhookSecret(text: string): boolean {
  const [, key] = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(text) ?? []
  const bytes = Buffer.from(key ?? '', 'base64').length
  return bytes >= 24 && bytes <= 64
}

/** A scheme and a host, without a path. */
export function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/?#@]+\/?$/.test(text) && URL.canParse(text)
}

/** A port is allowed. */
export function isHost(text: string): boolean {
  return /^[a-z0-9.-]+(:\d+)?$/i.test(text) && URL.canParse(`https://${text}`)
}

/** A name of the IANA database, as Intl knows it. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text })
    return true
  } catch {
    return false
  }
}
