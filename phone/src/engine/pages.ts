const CXML = 'https://signalwire.com/docs/compatibility-api/cxml/reference'
const TWIML = 'https://www.twilio.com/docs/voice/twiml'

/** A page of SignalWire's reference. */
export const cxmlPage = (name: string) => `${CXML}/voice/${name}`

/** A page of Twilio's reference. */
export const twimlPage = (name: string) => `${TWIML}/${name}`
