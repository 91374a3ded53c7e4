import type { Language } from './heard.ts'
import { type PhraseTable, phrasesOf } from './phrases.ts'

/**
 * What a phrase says about the answer:
 * - `yes`, `no`: this answer, whatever else is said.
 * - `agreeing`: a yes if every other word is known ("okay" may also begin a sentence about something else).
 * - `asking`: "please", a yes when said alone.
 * - `negating`: a no that also turns a following agreeing phrase into a no ("not right", "no es correcto").
 * - `opposite`: "wrong", a no; after a negating phrase ("not wrong") it is unclear.
 * - `unsure`: no answer yet ("maybe", "let me check", "operator").
 * - `polite`: means nothing alone, but contradicts a no ("no problem").
 * - `filler`: means nothing.
 */
export type AnswerMeaning =
  | 'yes'
  | 'no'
  | 'agreeing'
  | 'asking'
  | 'negating'
  | 'opposite'
  | 'unsure'
  | 'polite'
  | 'filler'

const english = phrasesOf<AnswerMeaning>({
  yes: `yes, yeah, yea, yep, yup, yah, ya, yass, yessir, yes sir, yes maam, aye, uh huh, uhhuh, mm hmm, mmhmm, mhm,
    mm hm, sure, for sure, sure thing, absolutely, definitely, certainly, exactly, precisely, indeed, affirmative,
    of course, please do, go ahead, go for it, by all means, you bet, you betcha, you got it, no doubt, without a doubt,
    sounds good, sounds great, works for me, totally, surely, naturally, okie dokie, okey dokey, roger,
    id like that, i would like that, id love that, i would love that, id love to, i would love to, that would be great,
    thatd be great, that would be nice, thatd be nice, that would be good, thatd be good, that would be fine,
    thatd be fine, that would be lovely, thatd be lovely, that would be helpful, thatd be helpful, that would be perfect,
    thatd be perfect, that would be awesome, thatd be awesome, that would be wonderful, thatd be wonderful, mhmm, mmm hmm, yes could you, yes can you,
    yes would you, yes will you, yes do, can you text it, can you send it, can you text that, can you text me,
    can you send me, could you text it, could you send it, could you text me,
    why yes, i think so, i believe so, that is me, thats me, this is me,
    thats mine, i confirm, si, hell yes, heck yes`,
  agreeing: `okay, ok, okey, k, alright, all right, right, correct, good, great, fine, perfect, true, confirm, confirmed,
    very well, very good, cool, awesome, excellent, wonderful, lovely, it is, i do, i would, id like, i would like,
    i want, i like, i want it, i want that, i am, i can, it does, it was, it will, you may, you can, do it, do that,
    do so, accurate, speaking, i agree, agreed, like, want, need, think so, believe so, text me,
    text it, send it, send that, send me, thats it, youre right, you are right, youre correct, you are correct,
    good idea, positive, lets do it, this is he, this is she, right on, id appreciate that, i would appreciate that,
    id appreciate it, i would appreciate it, that would work,
    that works, works`,
  asking: `please`,
  no: `no thats okay, no thats ok, no thats fine, no its fine, no its okay, no thats all right, no thats alright, i disagree,
    no, nope, nah, naw, nay, no thanks, no thank you, no way, no sir, no maam, no need, uh uh, nuh uh, unh unh, uhuh,
    never, never mind, nevermind, forget it, cancel, cancel it, cancel that, decline, refuse, skip, skip it, skip that,
    stop, pass, i pass, ill pass, not at all, not exactly, not quite, not particularly, not interested,
    absolutely no, definitely no, certainly no, mm mm, not now, not today, not really, not necessary,
    not this time, of course not, absolutely not, definitely not, certainly not, id rather not, i would rather not,
    rather not, dont bother, do not bother, hell no, heck no, hard pass, nothing, nothing else, none, probably not,
    i dont think so, i do not think so, dont think so, i guess not, i suppose not, know`,
  negating: `please do not, i do not, i dont, i cannot, i cant, i will not, i wont, i would not, i wouldnt, not, dont, do not, isnt, is not, wasnt, doesnt, does not, didnt, did not, cant, cannot, wont, will not,
    wouldnt, would not, shouldnt, aint, arent, are not, neither`,
  opposite: `negative, negatory, wrong, incorrect, false, mistaken, mistake, inaccurate, untrue`,
  unsure: `or not, or no, or wrong, cant say, couldnt say, maybe, maybe not, perhaps, probably, possibly, depends, it depends, not sure, im not sure, i am not sure,
    not certain, not quite sure, not so sure, unsure, dont know, do not know, didnt know, no idea, no clue, dunno,
    i dont know, i do not know, dont remember, do not remember, i dont remember, cant remember, dont understand,
    do not understand, i dont understand, didnt understand, did not understand, didnt hear, did not hear, i didnt hear,
    cant hear, cannot hear, i cant hear, didnt catch, did not catch, didnt get, did not get, i didnt get, i didnt catch,
    what, whats, who, whos, when, where, which, how, pardon, repeat, again, say that, excuse me,
    help, operator, agent, representative, person, human, somebody, someone, speak, talk, let me, let me check, hold on,
    hang on, wait, one moment, a moment, one second, a second, one sec, just a, hello, right now, right away, are you sure,
    im good, i am good, im fine, i am fine, im okay, i am okay, im ok, im all right, im alright, all set, im all set, all good,
    im all good, is it, is that, is this, are you, am i, do you, did you, can you, could you, would you, will you, can i,
    could i, may i, should i,
    either, whatever, another, change, but`,
  polite: `no problem, not a problem, no problem at all, not a problem at all, no worries, why not, not bad, dont mind,
    do not mind, i dont mind, wouldnt mind, i wouldnt mind, would not mind, no issue, no issues, no objection,
    no objections, dont care, i dont care, dont see why not`,
  filler: `thank you, thanks, thank you very much, thanks a lot, um, umm, uh, er, ah, hmm, oh, well, so, and, sir, maam,
    madam, just, that, thats, this, is, it, its, the, a, to, me, i, would, be, id, quite, sounds, i know, you know, very, really, you,
    i guess, i suppose, guess, suppose, now, one, information, text, message, my, name, at all, i said, said, then, for, ill,
    what i, actually, receive, get, take, have, with, by, goodbye, bye`,
})

const spanish = phrasesOf<AnswerMeaning>({
  yes: `si, sip, sipi, claro, claro que si, por supuesto, por supuesto que si, exacto, exactamente, asi es,
    efectivamente, desde luego, afirmativo, con gusto, con mucho gusto, como no, seguro que si, adelante, dale, sale, orale, andale, sin duda, obvio, obviamente, eso es, eso mismo,
    creo que si, pienso que si, la verdad que si, que si, si quiero, yes, yeah, yep, sure`,
  agreeing: `correcto, es correcto, bien, esta bien, muy bien, vale, okay, ok, okey, oquey, perfecto, cierto,
    es cierto, verdad, es verdad, listo, quiero, lo quiero, la quiero, deseo, lo deseo, excelente, yo soy, asi mismo, naturalmente, andele,
    genial, gusta, me gusta, puede, acepto, necesito, lo necesito, es asi, seguro,
    de acuerdo, estoy de acuerdo, me gustaria, me encantaria, soy yo, soy el mismo, soy la misma, enviemelo, envielo,
    envieme, mandemelo, mandelo, mandeme, hagalo, confirmo, lo confirmo`,
  no: `incorrecto, equivocado, equivocada, falso, erroneo, esta mal, no gracias, nunca, jamas, negativo, para nada, de ninguna manera, de ningun modo, en absoluto, tampoco,
    claro que no, por supuesto que no, desde luego que no, seguro que no, creo que no, pienso que no, que no, mejor no,
    ahora no, hoy no, no quiero, no deseo, no hace falta, no es necesario, no soy yo, cancelar, cancele, cancelelo,
    nada, nel, nop, nope, ni hablar, que va, ni loco, ni loca, olvidelo, no senor, no senora`,
  asking: `por favor, porfavor`,
  negating: `no`,
  // Empty, because in "no, equivocado" the "no" is an answer of its own.
  opposite: '',
  unsure: `no esta mal, no es incorrecto, no es falso, no te entiendo, no le oigo, no se, no lo se, no sabria, no entiendo, no entendi, no le entiendo, no le entendi, no comprendo, no escuche,
    no escucho, no le escucho, no le escuche, no oi, no oigo, no recuerdo, no me acuerdo, no estoy seguro,
    no estoy segura, quiza, quizas, tal vez, talvez, a lo mejor, puede ser, probablemente, posiblemente, depende, ayuda,
    operador, operadora, representante, agente, persona, alguien, hablar, repita, repite, repetir, otra vez, de nuevo,
    que, que dijo, como, como dijo, cual, quien, cuando, donde, mande, perdon, disculpe, un momento, momento, espere,
    espera, dejeme, hola, cambiar, pero`,
  polite: `no hay problema, ningun problema, sin problema, no problem, no importa, por que no, no pasa nada,
    no hay inconveniente, no hay ningun problema, me da igual, no me molesta`,
  filler: `gracias, muchas gracias, senor, senora, senorita, bueno, este, eh, um, pues, ah, ay, mm, eso, lo,
    es, esta, el, la, los, me, yo, muy, un, una, mensaje, texto, informacion, ya, mi, nombre, supongo, a, de, le, y, con, recibir,
    recibirlo, adios, ese, soy, todo, tan`,
})

export const answerWords: Record<Language, PhraseTable<AnswerMeaning>> = {
  'en-US': english,
  'es-US': spanish,
}
