import {
  anything,
  around,
  boolean,
  type ElementRule,
  empty,
  type Fault,
  method,
  oneOf,
  url,
} from '../rule.ts'
import type { Element } from '../xml.ts'

/** <Stream>, inside <Start>, <Stop>, <Connect> and <Conference>: .../cxml/reference/voice/stream. */
export const stream: Record<string, ElementRule> = {
  Stream: around(
    ['Parameter'],
    {
      url,
      name: anything,
      authBearerToken: anything,
      bidir: boolean,
      codec: oneOf('PCMU', 'PCMU@8000h', 'L16@16000h', 'L16@24000h'),
      realtime: boolean,
      statusCallback: url,
      statusCallbackMethod: method,
      streamSslValidateCertificate: boolean,
      streamStartConferenceOnEnter: boolean,
      track: oneOf('inbound_track', 'outbound_track', 'both_tracks'),
    },
    checkStream,
  ),
  Parameter: empty({ name: anything, value: anything }),
}

/** "The only supported protocol is wss", and "the url does not support query string parameters". */
function checkStream({ attributes }: Element): Fault[] {
  const { url: written } = attributes
  if (written === undefined || (!/^(ws|http):/.test(written) && !written.includes('?'))) return []
  return [
    {
      what: `<Stream> goes to ${written}`,
      platform: 'the platform takes a wss URL without a query, and reports the error invalid_url',
      fix: 'write a wss:// URL, and pass values as <Parameter>',
    },
  ]
}
