import type { CallSettings, PhoneNumber, SettingName } from './phone-number.ts'

/** The handler that asks a number's URL for cXML. The dashboards call it "cXML Webhook" and "LaML Webhooks". */
export const CXML_WEBHOOK = 'laml_webhooks'

/** The settings with which a number's calls come to this server, and the texts that it gets, where it can have texts. */
export function settingsFor(publicUrl: string, { can }: Pick<PhoneNumber, 'can'>): CallSettings {
  return { ...callsTo(publicUrl), ...(can.sms !== false && textsTo(publicUrl)) }
}

function callsTo(publicUrl: string): CallSettings {
  return {
    call_handler: CXML_WEBHOOK,
    call_request_url: `${publicUrl}/voice`,
    call_request_method: 'POST',
    call_fallback_url: `${publicUrl}/fallback`,
    call_fallback_method: 'POST',
    call_status_callback_url: `${publicUrl}/call-status`,
    call_status_callback_method: 'POST',
  }
}

/** A text whose first delivery fails is delivered again: it counts once. */
function textsTo(publicUrl: string): CallSettings {
  return {
    message_handler: CXML_WEBHOOK,
    message_request_url: `${publicUrl}/sms`,
    message_request_method: 'POST',
    message_fallback_url: `${publicUrl}/sms`,
    message_fallback_method: 'POST',
  }
}

/** What restores settings of before: our URLs are removed where there was none. Only a URL may be blank in the API. */
export function restoring(before: CallSettings): CallSettings {
  const { call_handler, message_handler, ...others } = before
  const callUrls = { call_request_url: '', call_fallback_url: '', call_status_callback_url: '' }
  const messageUrls = { message_request_url: '', message_fallback_url: '' }
  return {
    ...{ ...callUrls, ...messageUrls, ...others },
    ...(call_handler && canBeSet(call_handler) && { call_handler }),
    ...(message_handler && message_handler in MESSAGE_SETTINGS_OF && { message_handler }),
  }
}

const URL_SETTINGS: SettingName[] = [
  'call_request_url',
  'call_request_method',
  'call_fallback_url',
  'call_fallback_method',
  'call_status_callback_url',
  'call_status_callback_method',
]

/** What each handler that the API can set reads. */
const SETTINGS_OF: Record<string, SettingName[]> = {
  [CXML_WEBHOOK]: URL_SETTINGS,
  laml_application: ['call_laml_application_id'],
  relay_script: ['call_relay_script_url'],
  relay_topic: ['call_relay_topic', 'call_relay_topic_status_callback_url'],
  relay_application: ['call_relay_application'],
  relay_context: ['call_relay_context', 'call_relay_context_status_callback_url'],
  relay_connector: ['call_relay_connector_id'],
  relay_sip_endpoint: ['call_sip_endpoint_id'],
  relay_verto_endpoint: ['call_verto_resource'],
  dialogflow: ['call_dialogflow_agent_id'],
  video_room: ['call_video_room_id'],
}

const MESSAGE_URL_SETTINGS: SettingName[] = [
  'message_request_url',
  'message_request_method',
  'message_fallback_url',
  'message_fallback_method',
]

/** The same for the texts that the number gets. */
const MESSAGE_SETTINGS_OF: Record<string, SettingName[]> = {
  [CXML_WEBHOOK]: MESSAGE_URL_SETTINGS,
  laml_application: ['message_laml_application_id'],
  relay_application: ['message_relay_application'],
  relay_context: ['message_relay_context'],
}

/** Others, such as `call_flow` and `ai_agent`, are assigned in the dashboard only; none cannot be set either. */
export function canBeSet(handler: string): boolean {
  return handler in SETTINGS_OF
}

/** The wanted settings that differ. */
export function changesBetween(now: CallSettings, wanted: CallSettings): CallSettings {
  // The keys of CallSettings are SettingNames, by its type.
  const names = Object.keys(wanted) as SettingName[]
  const changed = names.filter((name) => effective(now, name) !== effective(wanted, name))
  return Object.fromEntries(changed.map((name) => [name, wanted[name]]))
}

/** Which settings differ, of those that the wanted handler reads. */
export function differences(now: CallSettings, wanted: CallSettings): SettingName[] {
  const { call_handler: calls, message_handler: texts } = wanted
  const names: SettingName[] = [
    ...(calls ? (['call_handler'] as const) : []),
    ...((calls && SETTINGS_OF[calls]) || URL_SETTINGS),
    ...(texts ? (['message_handler'] as const) : []),
    // A number that can have no texts is wanted as it is.
    ...((texts && MESSAGE_SETTINGS_OF[texts]) || MESSAGE_URL_SETTINGS.filter((name) => name in wanted)),
  ]
  return names.filter((name) => effective(now, name) !== effective(wanted, name))
}

const URL_OF: Partial<Record<SettingName, SettingName>> = {
  call_request_method: 'call_request_url',
  call_fallback_method: 'call_fallback_url',
  call_status_callback_method: 'call_status_callback_url',
  message_request_method: 'message_request_url',
  message_fallback_method: 'message_fallback_url',
}

/** A method counts only where there is a URL, and none means POST. */
function effective(settings: CallSettings, name: SettingName): string {
  const url = URL_OF[name]
  if (url) return settings[url] ? settings[name]?.toUpperCase() || 'POST' : ''
  return settings[name] ?? ''
}

const LABELS: Partial<Record<SettingName, string>> = {
  call_handler: 'handler',
  call_request_url: 'voice URL',
  call_request_method: 'voice method',
  call_fallback_url: 'fallback URL',
  call_fallback_method: 'fallback method',
  call_status_callback_url: 'status callback',
  call_status_callback_method: 'status callback method',
  message_handler: 'message handler',
  message_request_url: 'message URL',
  message_request_method: 'message method',
  message_fallback_url: 'message fallback',
  message_fallback_method: 'message fallback method',
  call_laml_application_id: 'cXML application',
  call_relay_script_url: 'SWML script URL',
}

export function settingLabel(name: SettingName): string {
  return LABELS[name] ?? name
}
