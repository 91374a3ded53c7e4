import type { CallSettings } from './phone-number.ts'

/** What a number must be set to so that its calls come to this line. */
export function settingsFor(publicUrl: string): CallSettings {
  return {
    voiceUrl: `${publicUrl}/voice`,
    voiceMethod: 'POST',
    fallbackUrl: `${publicUrl}/fallback`,
    fallbackMethod: 'POST',
    statusUrl: `${publicUrl}/call-status`,
    statusMethod: 'POST',
    // An application would be asked in place of these URLs.
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

/** The form that changes a number from one setting to another: only what differs. No method can be set to nothing. */
export function changesBetween(now: CallSettings, wanted: CallSettings): Record<string, string> {
  const changed = differences(now, wanted).filter((key) => wanted[key] !== '' || !METHODS[key])
  return Object.fromEntries(changed.map((key) => [FIELDS[key], wanted[key]]))
}

/** Which settings differ. A method matters only where there is a URL to call, and none is as good as POST. */
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
