import type { Language } from './heard.ts'
import { type PhraseTable, phrasesOf } from './phrases.ts'

/**
 * What a phrase says about what the caller asks for. `doubting` makes anything unclear, whatever else is said: a negation, a
 * question, or a wish for another time.
 */
export type RequestMeaning = 'confirm' | 'cancel' | 'call-back' | 'doubting'

const english = phrasesOf<RequestMeaning>({
  confirm: `confirm, confirm it, confirmed, confirming, confirmation, 1, one, ill be there, i will be there, im coming, i am coming`,
  cancel: `cancel, cancel it, canceled, cancelled, canceling, cancelling, cancellation, cancelation, 2, two`,
  'call-back': `call back, callback, call me back, called back, call me, phone me, ring me back, a call, return my call, 3, three`,
  doubting: `not, dont, wont, cant, cannot, couldnt, wouldnt, didnt, never, no, nope, nothing, neither, without, instead of, if, whether,
    maybe, might, perhaps, unless, or, reschedule, rescheduled, move, postpone, change, already, wait, moment, second, minute`,
})

const spanish = phrasesOf<RequestMeaning>({
  confirm: `confirmar, confirmarla, confirmo, confirma, confirme, confirmada, confirmado, confirmacion, 1, uno, ahi estare, alli estare, voy a ir`,
  cancel: `cancelar, cancelarla, cancelo, cancela, cancele, cancelada, cancelado, cancelacion, anular, anularla, anulo, 2, dos`,
  'call-back': `llamar, llamen, llamenme, llameme, llamarme, me llamen, me llame, devolver la llamada, devuelvanme la llamada,
    devuelvame la llamada, que me llamen, una llamada, 3, tres`,
  doubting: `no, nunca, nada, ni, sin, si es posible, quizas, quiza, tal vez, talvez, a lo mejor, o, ya, cambiar, cambiarla, mover,
    moverla, reprogramar, aplazar, posponer, espere, espera, momento, segundo, minuto`,
})

export const requestWords: Record<Language, PhraseTable<RequestMeaning>> = {
  'en-US': english,
  'es-US': spanish,
}
