import { Breach } from './breach.ts'
import { checkElements } from './check.ts'
import { CallOver, type Document, type Line, report, reportFailure, type Step } from './line.ts'
import { type Answered, header, request } from './request.ts'
import type { DialectName } from './rule.ts'
import type { Reply } from './send.ts'
import { type Element, parseXml } from './xml.ts'

/** The platform has no limit of its own on a chain of documents; a line that passes this one loops. */
const MOST_DOCUMENTS = 50
const MOST_BYTES = 65_536
/** Successes that by HTTP have no body: No Content and Reset Content. */
const WITHOUT_BODY = new Set([204, 205])

/** The document of a step. What the platform cannot use is thrown, what it merely warns of is reported. */
export async function openDocument(line: Line, step: Step): Promise<Document> {
  line.documents += 1
  if (line.documents > MOST_DOCUMENTS) throw endless(line, step)
  const answered = await request(line, step)
  const sounds = soundsOf(line, step)
  const root = readDocument(line, answered, sounds)
  const type = checkContentType(header(answered.reply, 'content-type'), line.dialect.name, sounds)
  const breaches = [...(type ? [type] : []), ...checkElements(root, line.dialect)]
  for (const breach of breaches) report(line, breach)
  if (breaches.length > 0 && line.switches.strictness === 'strict') throw new CallOver('failed')
  return { url: answered.url, method: step.method, root }
}

function readDocument({ switches, dialect }: Line, { url, reply }: Answered, sounds: RegExp): Element {
  checkStatus(reply)
  const written = header(reply, 'content-type')
  const type = checkContentType(written, dialect.name, sounds)
  if (type && type.details.severity !== 'warning' && switches.strictness !== 'lenient') throw type
  const bytes = Buffer.from(reply.body)
  if (sounds.test(written)) return wrapped(written, url, bytes)
  if (bytes.length > MOST_BYTES)
    throw unusable(11750, 'the document is larger than 64 kB', 'send a smaller one')
  checkCompression(header(reply, 'content-encoding'), bytes)
  const root = parseXml(decode(bytes, written))
  if (root.name === 'Response') return root
  throw unusable(12100, `the root element is <${root.name}>`, 'make it <Response>, written exactly so')
}

function checkStatus({ status }: Reply): void {
  if (status >= 400)
    throw unusable(11217, `the server answers with status ${status}`, 'see its log, and answer with 200')
  if (status < 200 || status >= 300 || WITHOUT_BODY.has(status)) {
    throw unusable(11200, `the server answers with status ${status} and no document`, 'answer with 200')
  }
}

/** Requests do not accept any compression. A header alone, on a document that is plain, does no harm. */
function checkCompression(encoding: string, bytes: Uint8Array): void {
  if (encoding === '' || bytes[0] === '<'.charCodeAt(0)) return
  const fix = 'compress only what a request accepts in Accept-Encoding'
  throw unusable(12100, `the document is compressed (${encoding}), which was not asked for`, fix)
}

/** What Twilio speaks or plays instead of reading it: https://www.twilio.com/docs/voice/twiml, "MIME types". */
const notXml = /^(text\/plain|audio\/)/i
const audio = /^audio\//i
const nothing = /(?!)/

/** What is played instead of being read; what plays while somebody waits may be an audio file at either platform. */
function soundsOf({ dialect }: Line, { purpose }: Step): RegExp {
  if (dialect.name === 'twiml') return notXml
  return purpose === 'wait' ? audio : nothing
}

function wrapped(type: string, url: string, bytes: Uint8Array): Element {
  const isText = /^text/i.test(type)
  const place = { line: 1, column: 1 }
  const child = isText
    ? { name: 'Say', attributes: {}, children: [decode(bytes, type)], place }
    : { name: 'Play', attributes: {}, children: [url], place }
  return { name: 'Response', attributes: {}, children: [child], place }
}

/** What is wrong with a content type. A document that is sent as HTML is played: the documentation's own samples do so. */
function checkContentType(type: string, dialect: DialectName, sounds: RegExp): Breach | undefined {
  const fix = 'send Content-Type: text/xml'
  if (sounds.test(type) || (dialect === 'twiml' && /^text\/html/i.test(type))) return undefined
  if (/^(text|application)\/xml\s*(;|$)/i.test(type)) return undefined
  if (type === '') return unusable(11200, 'the answer has no Content-Type', fix)
  const what = `the answer's Content-Type is ${type}`
  if (!/^text\/html\s*(;|$)/i.test(type)) return unusable(12300, what, fix)
  return new Breach({ what, platform: 'the platform plays it nevertheless', fix, severity: 'warning' })
}

/** The charset is that of the Content-Type, or else that of the XML declaration. */
function decode(bytes: Uint8Array, type: string): string {
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)/.exec(
    Buffer.from(bytes.subarray(0, 100)).toString('latin1'),
  )
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? declared?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    throw unusable(12100, `the document cannot be read as ${charset}`, 'write it in UTF-8')
  }
}

function endless(line: Line, step: Step): CallOver {
  const breach = new Breach({
    what: `more than ${MOST_DOCUMENTS} documents in one call, the next from ${step.url}`,
    platform: 'the platform would go on until the caller gives up',
    fix: 'count the tries of a question, and end the call when they are used up',
  })
  reportFailure(line, breach)
  return new CallOver('failed')
}

function unusable(code: number, what: string, fix: string): Breach {
  const platform = 'the platform cannot use it and takes the fallback URL, or ends the call'
  return new Breach({ code, what, platform, fix })
}
