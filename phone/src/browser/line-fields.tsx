import type { Order, Settings } from './api.ts'
import { Field } from './fields.tsx'

type LineFieldsProps = { order: Order; change: (changes: Partial<Order>) => void; settings: Settings }

/** Which line is called: any URL, and the key that signs its requests. */
export function LineFields({ order, change, settings: { url, hasKey, messageUrl } }: LineFieldsProps) {
  const isOwn = order.url === '' || order.url === url
  return (
    <details open={url === ''}>
      <summary>Line</summary>
      <Field
        label="Voice URL"
        type="url"
        value={order.url}
        isRequired={url === ''}
        placeholder={url || 'http://127.0.0.1:3000/voice'}
        help={
          url ? 'Blank is the line of this server.' : 'As it would be set for the number at the platform.'
        }
        onChange={(url) => change({ url })}
      />
      <Field
        label="Signing key"
        type="password"
        value={order.key}
        placeholder={isOwn && hasKey ? 'that of this server' : 'none: nothing is signed'}
        help="Requests are signed with it, as the platform does."
        onChange={(key) => change({ key })}
      />
      <Field
        label="Fallback URL"
        type="url"
        value={order.fallbackUrl}
        help="Asked when the line fails."
        onChange={(fallbackUrl) => change({ fallbackUrl })}
      />
      <Field
        label="Status callback URL"
        type="url"
        value={order.statusCallbackUrl}
        help="Told how the call ended."
        onChange={(statusCallbackUrl) => change({ statusCallbackUrl })}
      />
      <Field
        label="Message URL"
        type="url"
        value={order.messageUrl}
        placeholder={messageUrl}
        help="Where the line takes texts: with it, a text of the line can be answered."
        onChange={(messageUrl) => change({ messageUrl })}
      />
    </details>
  )
}
