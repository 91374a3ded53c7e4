import type { Refusal } from './faults.ts'
import type { Media, Message } from './mailbox.ts'

export const PREFIX = '/api/laml/2010-04-01'

/** A message as the platform's REST API shows it. */
export function messageResource(accountSid: string, message: Message) {
  const uri = `${PREFIX}/Accounts/${accountSid}/Messages/${message.sid}`
  return {
    sid: message.sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body || null,
    num_segments: message.segments,
    // a string, unlike num_segments: the schema of the documentation
    num_media: String(message.media.length),
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    date_sent: message.sentAt === undefined ? null : rfc2822(message.sentAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode && `Error ${message.errorCode}`,
    from: message.from,
    to: message.to,
    price: null,
    price_unit: 'USD',
    status: message.status,
    messaging_service_sid: message.messagingServiceSid ?? null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  }
}

/** One file of a message, as the REST API shows it. */
export function mediaResource(accountSid: string, message: Message, { sid, contentType }: Media) {
  return {
    sid,
    account_sid: accountSid,
    parent_sid: message.sid,
    content_type: contentType,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.createdAt),
    uri: `${PREFIX}/Accounts/${accountSid}/Messages/${message.sid}/Media/${sid}.json`,
  }
}

/** A refusal in the API's usual shape. */
export function errorResource({ status, code, message, bodyStatus }: Refusal) {
  const more_info = 'https://signalwire.com/docs/compatibility-api/rest/error-codes'
  return { code, message, more_info, status: bodyStatus ?? status }
}

function rfc2822(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace('GMT', '+0000')
}
