import type { ReplyMeaning } from '../store/replies.ts'

/**
 * The platform's opt-out and opt-in words, those that carriers and the FCC list beside them, and the same in Spanish. A word
 * of these never means an appointment: the platform blocks or unblocks the number by it, whatever we do.
 */
const WORDS: Record<Exclude<ReplyMeaning, 'other'>, string> = {
  'opt-out': `stop, stopall, stop all, unsubscribe, cancel, end, quit, revoke, optout, opt out, remove,
    alto, parar, pare, detener, cancelar, cancela, cancele, fin, terminar, salir, baja, darse de baja, desuscribir, desuscribirse`,
  'opt-in': `start, yes, unstop, subscribe, optin, opt in, si, comenzar, empezar, iniciar, inicio, alta, suscribir, suscribirse`,
  help: 'help, info, ayuda, informacion',
  confirm: 'c, confirm, confirmed, confirmar, confirmo, confirmado, confirmada',
  'call-back': 'r',
}

const meanings = new Map(
  // Object.entries loses the keys' type.
  (Object.entries(WORDS) as [ReplyMeaning, string][]).flatMap(([meaning, words]) =>
    words.split(',').map((word) => [plainOf(word), meaning] as const),
  ),
)

/** What a reply means: the whole of it is a word of ours, whatever the case, the accents and the punctuation. */
export function meaningOf(body: string): ReplyMeaning {
  return meanings.get(plainOf(body)) ?? 'other'
}

/** Letters and digits alone. */
function plainOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
