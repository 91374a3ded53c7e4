import { z } from 'zod'

const optionalText = z.string().nullish().catch(undefined)
const setting = z.string().nullish()

/** What happens to a number's calls and to the texts that it gets: the handler of each, and what each kind of handler needs. Named as the API names them. */
const knownSettings = z.object({
  call_handler: setting,
  call_request_url: setting,
  call_request_method: setting,
  call_fallback_url: setting,
  call_fallback_method: setting,
  call_status_callback_url: setting,
  call_status_callback_method: setting,
  call_laml_application_id: setting,
  call_relay_script_url: setting,
  call_relay_topic: setting,
  call_relay_topic_status_callback_url: setting,
  call_relay_application: setting,
  call_relay_context: setting,
  call_relay_context_status_callback_url: setting,
  call_relay_connector_id: setting,
  call_sip_endpoint_id: setting,
  call_verto_resource: setting,
  call_dialogflow_agent_id: setting,
  call_video_room_id: setting,
  message_handler: setting,
  message_request_url: setting,
  message_request_method: setting,
  message_fallback_url: setting,
  message_fallback_method: setting,
  message_laml_application_id: setting,
  message_relay_application: setting,
  message_relay_context: setting,
})

export type SettingName = z.output<typeof settingName>

/** Without those that the platform has no value for. */
export type CallSettings = Partial<Record<SettingName, string>>

export const settingName = knownSettings.keyof()

const callSettings = knownSettings.transform(
  (given): CallSettings => Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
)

const CAPABILITIES = ['voice', 'sms', 'fax'] as const

/** Unknown when the platform does not tell. */
const capabilities = z
  .array(z.string())
  .transform(
    (given): Partial<Record<(typeof CAPABILITIES)[number], boolean>> =>
      Object.fromEntries(CAPABILITIES.map((name) => [name, given.includes(name)])),
  )
  .catch({})

const description = z
  .object({
    id: z.string().min(1),
    number: z.string().min(1),
    capabilities,
    created_at: optionalText,
    call_receive_mode: optionalText,
    calling_handler_resource_id: optionalText,
    number_type: optionalText,
  })
  .transform((given) => ({
    id: given.id,
    number: given.number,
    can: given.capabilities,
    createdAt: Date.parse(given.created_at ?? ''),
    /** "voice" or "fax". */
    receives: given.call_receive_mode ?? undefined,
    /** The resource that handles the calls, where the dashboard assigned one. */
    resource: given.calling_handler_resource_id ?? undefined,
    /** "longcode" or "toll-free". */
    kind: given.number_type ?? undefined,
  }))

/** A number of the project, as `/api/relay/rest/phone_numbers` shows it. */
export const phoneNumber = description.and(callSettings.transform((settings) => ({ settings })))

export type PhoneNumber = z.output<typeof phoneNumber>
