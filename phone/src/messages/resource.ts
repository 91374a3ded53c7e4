import type { Refusal } from './faults.ts'
import type { Message } from './mailbox.ts'

const PREFIX = '/api/laml/2010-04-01'

/** A message as the platform's REST API shows it. */
export function messageResource(accountSid: string, message: Message) {
  const uri = `${PREFIX}/Accounts/${accountSid}/Messages/${message.sid}`
  return {
    sid: message.sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body || null,
    num_segments: message.segments,
    num_media: 0,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    date_sent: message.status === 'queued' ? null : rfc2822(message.updatedAt),
    direction: 'outbound-api',
    error_code: message.errorCode,
    error_message: message.errorCode && `Error ${message.errorCode}`,
    from: message.from,
    to: message.to,
    price: null,
    price_unit: 'USD',
    status: message.status,
    messaging_service_sid: null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  }
}

/** One page of messages, with the way to the others. */
export function messageList(
  accountSid: string,
  messages: readonly Message[],
  page: number,
  pageSize: number,
) {
  const pageUri = (number: number) =>
    `${PREFIX}/Accounts/${accountSid}/Messages.json?Page=${number}&PageSize=${pageSize}&PageToken=${number}`
  const start = page * pageSize
  return {
    uri: pageUri(page),
    first_page_uri: pageUri(0),
    next_page_uri: messages.length > start + pageSize ? pageUri(page + 1) : null,
    previous_page_uri: page > 0 ? pageUri(page - 1) : null,
    page,
    page_size: pageSize,
    messages: messages.slice(start, start + pageSize).map((message) => messageResource(accountSid, message)),
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
