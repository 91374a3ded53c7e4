import type { Language } from './heard.ts'

/**
 * Requests for a person or a repetition, in the words that `wordsOf` makes. Each pattern matches a whole utterance: a
 * part of one may be a name.
 */
type CommandWords = {
  /** Polite words, removed when the utterance does not match with them. */
  polite: RegExp
  operator: RegExp
  repeat: RegExp
}

/** Matches any number of `leads`, then one of the `ends`, except where the whole may be a name (`names`). */
function utterance(leads: string, ends: string, names = '(?!)'): RegExp {
  const choose = (list: string) =>
    list
      .split(',')
      .map((phrase) => phrase.trim())
      .join('|')
  return new RegExp(`^(?!${names})(?:(?:${choose(leads)}) )*(?:${choose(ends)})$`)
}

const english: CommandWords = {
  polite: /\b(please|thank you|thanks|um|uh|er|hey|hi|hello|yes|yeah|no|okay|ok|well|just|sorry)\b/g,
  operator: utterance(
    `i, we, want, need, would, like, id, can, could, may, let, me, get, give, connect, transfer, put, switch, through,
    over, to, with, for, speak, talk, chat, you, is there, a, an, the, your, some, another, real, live, actual, human`,
    `operator, representative, rep, agent, human, human being, person, real person, receptionist, attendant, secretary,
    somebody, someone, someone else, somebody else, someone real, staff, staff member, supervisor, manager, reception,
    customer service, customer care, customer support, front desk, help, help me, zero, 0`,
    '(?:may|you|let|can|will) [a-z]+$',
  ),
  repeat: utterance(
    'can you, could you, would you, will you, i need you to, can i, let me, what',
    `repeat, repeat that, repeat it, repeat this, repeat the question, repeat your question, repeat yourself,
    repeat again, repeat that again, repeat that once more, repeat that one more time, repeat that for me,
    repeat the question for me, say again, say that again, say it again, say this again, say that once more,
    say that one more time, say it one more time, say that again for me, hear that again, hear it again, play that again,
    play it again, come again, again, once more, one more time, what, what was that, what is that, whats that, what was it,
    what did you say, what did you just say, what did you ask, what are you saying, what was the question,
    whats the question, huh, pardon, pardon me, excuse me, beg your pardon, i beg your pardon, sorry, im sorry,
    i didnt hear, i didnt hear you, i didnt hear that, i couldnt hear you, i couldnt hear that, i cant hear you,
    i cannot hear you, i did not hear you, i did not hear that, i didnt catch that, i did not catch that, i missed that,
    i didnt get that, i did not get that, i didnt understand, i dont understand, i didnt understand that,
    i did not understand`,
  ),
}

const spanish: CommandWords = {
  polite: /\b(por favor|porfavor|gracias|eh|este|hola|si|bueno|pues|oiga|disculpe|perdon)\b/g,
  operator: utterance(
    `yo, quiero, quisiera, necesito, deseo, puedo, podria, puede, me gustaria, me, dejeme, hablar, platicar, comuniqueme,
    comunicarme, comunicar, paseme, pasarme, pasar, pongame, transfierame, transferirme, con, a, hay, un, una, el, la, su,
    otra, algun, alguna`,
    `operador, operadora, representante, agente, humano, ser humano, persona, persona real, persona de verdad,
    persona humana, alguien, alguien mas, recepcion, recepcionista, secretaria, asistente, gerente, supervisor,
    servicio al cliente, atencion al cliente, ayuda, ayudeme, ayudar, cero, 0`,
    'su [a-z]+$',
  ),
  repeat: utterance(
    'me, lo, la, puede, podria, puedes, quiere, se, le',
    `repita, repite, repetir, repitalo, repetirlo, repitamelo, repetirmelo, repetirme, repita eso, repita la pregunta,
    repite la pregunta, repetir la pregunta, repetir eso, repita otra vez, repetir otra vez, repita de nuevo,
    repetir de nuevo, repite otra vez, digalo otra vez, digalo de nuevo, decir otra vez, decir de nuevo, otra vez,
    de nuevo, una vez mas, nuevamente, como, como dijo, como dice, como fue, que, que dijo, que dice, que fue eso,
    cual es la pregunta, mande, perdon, perdone, disculpe, no entendi, no le entendi, no lo entendi, no entiendo,
    no le entiendo, no entendi bien, no escuche, no le escuche, no lo escuche, no escuche bien, no escucho, no oi, no le oi,
    no oi bien`,
    '(?:lo|la|le|se|me) (?:que|como|mande|perdone?|disculpe)$',
  ),
}

export const commandWords: Record<Language, CommandWords> = { 'en-US': english, 'es-US': spanish }
