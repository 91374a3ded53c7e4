import type { CallSettings } from './phone-number.ts'

/** The settings with which a number's calls come to this server. */
export function settingsFor(publicUrl: string): CallSettings {
  return {
    voiceUrl: `${publicUrl}/voice`,
    voiceMethod: 'POST',
    fallbackUrl: `${publicUrl}/fallback`,
    fallbackMethod: 'POST',
    statusUrl: `${publicUrl}/call-status`,
    statusMethod: 'POST',
    // A cXML application would be used instead of these URLs.
    application: '',
  }
}

const FIELDS: Record<keyof CallSettings, string> = {
  voiceUrl: 'VoiceUrl',
  voiceMethod: 'VoiceMethod',
  fallbackUrl: 'VoiceFallbackUrl',
  fallbackMethod: 'VoiceFallbackMethod',
  statusUrl: 'StatusCallback',
  statusMethod: 'StatusCallbackMethod',
  application: 'VoiceApplicationSid',
}

/** The form that changes a number's settings: only those that differ. The platform takes no empty method. */
export function changesBetween(now: CallSettings, wanted: CallSettings): Record<string, string> {
  const changed = differences(now, wanted).filter((key) => wanted[key] !== '' || !METHODS[key])
  return Object.fromEntries(changed.map((key) => [FIELDS[key], wanted[key]]))
}

/** Which settings differ. A method counts only where there is a URL, and none means POST. */
export function differences(now: CallSettings, wanted: CallSettings): (keyof CallSettings)[] {
  // The keys of FIELDS are those of CallSettings, by its type.
  const keys = Object.keys(FIELDS) as (keyof CallSettings)[]
  return keys.filter((key) => effective(now, key) !== effective(wanted, key))
}

const METHODS: Partial<Record<keyof CallSettings, keyof CallSettings>> = {
  voiceMethod: 'voiceUrl',
  fallbackMethod: 'fallbackUrl',
  statusMethod: 'statusUrl',
}

function effective(settings: CallSettings, key: keyof CallSettings): string {
  const url = METHODS[key]
  if (url) return settings[url] === '' ? '' : settings[key].toUpperCase() || 'POST'
  return settings[key]
}
