import { type Document, type Line, methodOf, resolveUrl, standardParameters, withoutSignal } from './line.ts'
import { postCallback } from './status-callback.ts'
import type { Element } from './xml.ts'

/** A recording that was made. Its file is nowhere. */
export type Recording = { sid: string; url: string; seconds: number; words: string }

/** A recording of a call. */
export function newRecording(line: Line, seconds: number, words: string): Recording {
  const sid = line.dialect.sid('RE')
  const host = line.dialect.name === 'twiml' ? 'api.twilio.com' : 'example.signalwire.com/api/laml'
  const url = `https://${host}/2010-04-01/Accounts/${line.accountSid}/Recordings/${sid}`
  return { sid, url, seconds: Math.max(1, Math.round(seconds)), words }
}

/** The callbacks of a recording, once it and its transcription are there. */
export function tellLater(
  line: Line,
  { url: base }: Document,
  { attributes }: Element,
  recording: Recording,
): void {
  const { recordingStatusCallback, recordingStatusCallbackMethod, transcribeCallback } = attributes
  if (recordingStatusCallback) {
    const url = resolveUrl(recordingStatusCallback, base).href
    const method = methodOf(recordingStatusCallbackMethod)
    line.later.push(() => postCallback(withoutSignal(line), url, statusOf(line, recording), method))
  }
  if (transcribeCallback) {
    const url = resolveUrl(transcribeCallback, base).href
    line.later.push(() => postCallback(withoutSignal(line), url, transcriptionOf(line, recording)))
  }
}

function statusOf(line: Line, { sid, url, seconds }: Recording) {
  return {
    AccountSid: line.accountSid,
    CallSid: line.callSid,
    RecordingSid: sid,
    RecordingUrl: url,
    RecordingStatus: 'completed',
    RecordingDuration: String(seconds),
    RecordingChannels: '1',
    RecordingSource: 'RecordVerb',
  }
}

function transcriptionOf(line: Line, { sid, url, words }: Recording) {
  const transcription = line.dialect.sid('TR')
  return {
    ...standardParameters(line),
    RecordingSid: sid,
    RecordingUrl: url,
    TranscriptionSid: transcription,
    TranscriptionStatus: words === '' ? 'failed' : 'completed',
    TranscriptionText: words,
    TranscriptionUrl: `${url.replace(/Recordings.*$/, 'Transcriptions/')}${transcription}`,
  }
}
