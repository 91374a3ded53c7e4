import type { Switches } from '../engine/switches.ts'

/** A line on each switch for the page: what its values do. */
export const switchHelp: Record<keyof Switches, string> = {
  strictness:
    'platform plays what the platform plays, with warnings; strict ends the call at any; lenient never does.',
  emptyResult: 'missing leaves the fields of an unanswered question out; blank sends them empty.',
  speechDigits: 'missing sends words without a Digits field; blank sends it empty beside them.',
  inputType: 'sent adds input_type, which some samples read: dtmf or speech.',
  partialResults: 'sent posts every word to the partialResultCallback as it is understood.',
  bareFinishKey: 'ignored keeps listening when only the finishing key is pressed; blank sends no digits.',
  signatureHeader: 'The header that carries the signature. none and wrong show what your line refuses.',
  signedPort: 'as-is signs the URL as it is written; the others add the port to it or take it out.',
  signedExtras: 'stripped signs the URL without its user and fragment; kept signs it with them.',
  actionFallback: 'taken asks the fallback URL after a failure at any step; not-taken at the first only.',
  httpRedirects: 'followed goes where a 301 or 302 points, without the form; refused ends the call.',
  statusCallback: 'How often, how late, or with which status the end of the call is reported.',
  dialStatus: 'Nobody is really called: how the other party of a Dial answers.',
  queueResult: 'Nobody waits in the queue: how an Enqueue ends.',
}
