import { z } from 'zod'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const optionalText = z.string().nullish().catch(undefined)

/** Names come as `voice` or as `Voice`. */
const capabilities = z
  .record(z.string(), z.unknown())
  .transform((given) =>
    Object.fromEntries(Object.entries(given).map(([name, is]) => [name.toLowerCase(), is === true])),
  )

/** A number of the project, as the Compatibility API shows it. */
export const incomingNumber = z
  .object({
    sid: z.string().min(1),
    phone_number: z.string().min(1),
    friendly_name: text,
    voice_url: text,
    voice_method: text,
    voice_fallback_url: text,
    voice_fallback_method: text,
    status_callback: text,
    status_callback_method: text,
    voice_application_sid: text,
    capabilities: capabilities.optional().catch(undefined),
    date_created: optionalText,
    // The newer API has these; read here too, should this one add them.
    call_handler: optionalText,
    voice_receive_mode: optionalText,
  })
  .transform((number) => ({
    sid: number.sid,
    number: number.phone_number,
    name: number.friendly_name,
    settings: {
      voiceUrl: number.voice_url,
      voiceMethod: number.voice_method,
      fallbackUrl: number.voice_fallback_url,
      fallbackMethod: number.voice_fallback_method,
      statusUrl: number.status_callback,
      statusMethod: number.status_callback_method,
      application: number.voice_application_sid,
    },
    can: number.capabilities ?? {},
    createdAt: Date.parse(number.date_created ?? ''),
    handler: number.call_handler ?? undefined,
    receives: number.voice_receive_mode ?? undefined,
    // "longcode" or "toll-free"; only the newer API tells, which is read later.
    kind: undefined as string | undefined,
  }))

export type PhoneNumber = z.output<typeof incomingNumber>
export type CallSettings = PhoneNumber['settings']

/** How a number's calls are handled; only the newer API tells. */
export const handledNumber = z.object({
  number: z.string(),
  number_type: optionalText,
  call_handler: optionalText,
  call_receive_mode: optionalText,
})

export type HandledNumber = z.infer<typeof handledNumber>
