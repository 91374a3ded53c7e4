import type { Language } from './heard.ts'
import { type PhraseTable, phrasesOf } from './phrases.ts'

/**
 * What a phrase says about the answer:
 * - `yes`, `no`: this answer, whatever else is said.
 * - `agreeing`: a yes if every other word is known ("okay" may also begin a sentence about something else).
 * - `claiming`: "I do", the same, unless other words follow: "no, I am Ann Lee" is not a yes.
 * - `soothing`: "that's okay", the same, but it does not contradict a no ("no, that's okay").
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
  | 'claiming'
  | 'soothing'
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
    thats mine, i confirm, si, hell yes, heck yes, hell yeah, heck yeah, yeh, yeap, yip, yess, yesh, shore, go a head,
    goahead, without question, hundred percent, one hundred percent, 100 percent, most certainly, like a plan,
    thats my name, that is my name, its me, it is me, thats the one, that is the one`,
  agreeing: `okay, ok, okey, k, alright, all right, right, correct, good, great, fine, perfect, true, confirm, confirmed,
    very well, very good, cool, awesome, excellent, wonderful, lovely, nice, helpful, useful, handy, convenient, super, id say so, i would say so, say so, whatever works, grateful, thankful, if its not a problem, if thats not a problem, if its not a bother, be find, ill take, id love, i would love, would love, love to, love that, love it, love one,
    fantastic, amazing, terrific, brilliant, i want it, i want that, id like it, i need it, i need that, you may, you can,
    do it, do that, do so, accurate, speaking, i agree, agreed, think so, believe so, guess so, suppose so, i guess so,
    i suppose so, text me, text it, send it, send that, send one, send me, send me one, send me that, send me it,
    send over, send it over, send the, text that, text the, shoot me, shoot it, thats it, if you could, if you can, if you would,
    if you dont mind, if you wouldnt mind, if its no trouble, if possible, if its possible, if thats possible,
    if thats okay, if thats ok, if thats all right, let me have it, let me have that, let me have one, let me get that,
    ill take it, ill take that, ill take one, ill have it, ill have that, ill have one, i could use that, i could use it,
    can you send, could you send, would you send, will you send, can you text, could you text, would you text, will you text,
    would help, thatd help, that helps, would really help, be a help, be a big help, a great help,
    im fine with, i am fine with, im good with, im okay with, im ok with, im cool with, im happy with, im happy to,
    id be happy to, i would be happy to, much appreciated, appreciated, appreciate it, appreciate that,
    appreciate the, thatll do, that will do, thatll work, that will work, it works, would work, could work,  youre right, you are right, youre correct, you are correct,
    good idea, positive, lets do it, this is he, this is she, right on, id appreciate that, i would appreciate that,
    id appreciate it, i would appreciate it, that would work,
    that works, works`,
  claiming: `it is, i do, i would, id like, i would like, i want, i like, i am, i can, it does, it was, it will, like, want,
    need, i need`,
  soothing: `thats okay, thats ok, thats fine, thats all right, thats alright, thats good, thats cool, its okay, its ok,
    its fine, its all right, its alright, that is okay, that is fine, that is all right, it is okay, it is fine`,
  asking: `please`,
  no: `i disagree, no, nope, nah, naw, nay, no thanks, no thank you, no way, no sir, no maam, uh uh, nuh uh, unh unh, uhuh,
    never, never mind, nevermind, dont worry, do not worry, definitely dont, definitely do not, absolutely dont, certainly dont,
    sure dont, surely not, sure not, no indeed, indeed not, of course i dont, of course i do not, forget it, cancel, cancel it, cancel that, decline, refuse, skip, skip it, skip that,
    stop, pass, i pass, ill pass, not at all, not exactly, not quite, not particularly, not interested,
    absolutely no, definitely no, certainly no, mm mm, not now, not today, not really,
    not this time, of course not, absolutely not, definitely not, certainly not, id rather not, i would rather not,
    rather not, dont bother, do not bother, hell no, heck no, hard pass, nothing, nothing else, none, probably not, dont worry about it, do not worry about it, i doubt it, doubt it, i doubt that, unnecessary,
    do without, im fine without, im good without, im okay without,
    i dont think so, i do not think so, dont think so, i guess not, i suppose not, know`,
  negating: `no need, not necessary, not needed, please do not, i do not, i dont, i cannot, i cant, i will not, i wont, i would not, i wouldnt, not, dont, do not, isnt, is not, wasnt, doesnt, does not, didnt, did not, cant, cannot, wont, will not,
    wouldnt, would not, shouldnt, aint, arent, are not, neither`,
  opposite: `negative, negatory, wrong, incorrect, false, mistaken, mistake, inaccurate, untrue`,
  unsure: `who wouldnt, who would not, was that, was it, do i, do we, did i, unless, except, only if, no one, nobody, youre fine, youre good, youre okay, were good, were fine, were okay,
    were all set, everythings fine, everythings good, everything is fine, everything is good, cant wait, i cant wait,
    cant argue, i cant argue, cant complain, i cant complain, no time like, i cant say no, cant say no, couldnt say no, wouldnt say no, i wouldnt say no, would not say no,
    wont say no, i wont say no, didnt say no, i didnt say no, could i say no, never say no, not say no, did not say no,
    or not, or no, or wrong, cant say, couldnt say, maybe, maybe not, perhaps, probably, possibly, depends, it depends, not sure, im not sure, i am not sure,
    not certain, not quite sure, not so sure, unsure, dont know, do not know, didnt know, no idea, no clue, dunno,
    i dont know, i do not know, dont remember, do not remember, i dont remember, cant remember, dont understand,
    do not understand, i dont understand, didnt understand, did not understand, didnt hear, did not hear, i didnt hear,
    cant hear, cannot hear, i cant hear, didnt catch, did not catch, didnt get, did not get, i didnt get, i didnt catch,
    what, whats, who, whos, when, where, which, how, pardon, repeat, again, say that, excuse me,
    help, operator, agent, representative, person, human, somebody, someone, speak, talk, let me, let me check, hold on,
    hang on, wait, one moment, a moment, one second, a second, one sec, just a, hello, are you sure,
    im good, i am good, im fine, i am fine, im okay, i am okay, im ok, im all right, im alright, all set, im all set, all good,
    im all good, is it, is that, is this, are you, am i, do you, did you, can you, could you, would you, will you, can i,
    could i, may i, should i,
    either, whatever, another, change, but`,
  polite: `no problem, no problems, not a problem, isnt a problem, is not a problem, no problem at all, not a problem at all,
    i dont have a problem, dont have a problem, do not have a problem, no sweat, no biggie, no big deal, not a big deal,
    no trouble, not any trouble, no bother, no rush, no hurry, no harm, no question, no kidding, no doubt about it,
    no complaints, no reason not to, nothing wrong, not against, not opposed, not a bad idea, isnt a bad idea, is not a bad idea, not a bad thing,
    couldnt hurt, wouldnt hurt, cant hurt, wont hurt, could not hurt, would not hurt, cannot hurt, will not hurt,
    why wouldnt i, why would i not, why wouldnt we, i dont see why not, whats the harm, wheres the harm, its not too much trouble, not too much trouble, no need to ask,
    no worries, why not, not bad, dont mind,
    do not mind, i dont mind, wouldnt mind, i wouldnt mind, would not mind, no issue, no issues, no objection,
    no objections, dont care, i dont care, dont see why not`,
  filler: `good bye, over, right here, right there, im sure, i am sure, pretty sure, quite sure, im pretty sure, when you can, when you get a chance, whenever, anytime,
    any time, lets, we, us, our, of, in, on, at, as, because, since, cause, only, even, all, had, was, been, could, should, do,
    does, has, dont forget, do not forget, dont forget to, do not forget to, please dont forget to, why dont you, why dont we,
    you know what, what the heck, what the hell, can you please, could you please, would you please, i think, i think that,
    i believe, i mean, i would say, id say, right now, right away, then, there, here, also, too, still, much, so much,
    very much, a lot, pretty, might, should be, will be, thatll, thatd, itd, itll, thatll be, that will be all,
    thatll be all, thats all, that is all, my phone, my cell, my cell phone, my mobile, my mobile phone, my number, this number,
    this phone, the phone, the details, details, reminder, message me, along, with me, by me, dear, honey, hon, man,
    thank you, thanks, thank you very much, thanks a lot, um, umm, uh, er, ah, hmm, oh, well, so, and, sir, maam,
    madam, just, that, thats, this, is, it, its, the, a, to, me, i, would, be, id, quite, sounds, i know, you know, very, really, you,
    i guess, i suppose, guess, suppose, now, one, information, text, message, my, name, at all, i said, said, for, ill,
    what i, actually, receive, get, take, have, with, by, goodbye, bye`,
})

const spanish = phrasesOf<AnswerMeaning>({
  yes: `si, sip, sipi, claro, claro que si, por supuesto, por supuesto que si, exacto, exactamente, asi es,
    efectivamente, desde luego, afirmativo, con gusto, con mucho gusto, como no, seguro que si, adelante, dale, sale, orale, andale, sin duda, obvio, obviamente, eso es, eso mismo,
    creo que si, pienso que si, la verdad que si, que si, si quiero, sin dudarlo, no faltaba mas, con todo gusto, yes, yeah, yep, sure`,
  agreeing: `correcto, es correcto, bien, esta bien, muy bien, vale, okay, ok, okey, oquey, perfecto, cierto,
    es cierto, verdad, es verdad, listo, quiero, lo quiero, la quiero, deseo, lo deseo, excelente, yo soy, asi mismo, naturalmente, andele,
    genial, gusta, me gusta, puede, puedes, acepto, estaria bien, me parece bien, estupendo, fantastico, excelente idea,
    buena idea, buenisimo, util, de ayuda, de gran ayuda, de mucha ayuda, se lo agradeceria, le agradeceria,
    se lo agradezco, te lo agradeceria, le agradezco, me serviria, me servira, me sirve, me vendria bien, me conviene,
    soy yo misma, soy yo mismo, si no es molestia, si no es mucha molestia, si no le molesta, si no le importa,
    si no te importa, si no hay problema, si no es problema, si no hay inconveniente, si es posible, si puede, si se puede,
    si es tan amable, si fuera tan amable, si me hace el, si gusta, mandame, mandamelo, mandemela, mandalo, mandamela,
    mandela, mandar, mandarlo, mandarmelo, mande lo, mande me, mande melo, enviame, enviamelo, enviemela, envialo, enviela, que me lo mande, que me la mande, que lo mande, que me mande, envie, mandara, mandaran, enviara, enviaran, manden, envien, manda, envia,
    enviar, enviarlo, enviarmelo, envie lo, envie me, envie melo, me lo manda, me lo envia, me la manda,
    me la envia, textealo, texteame, ponle, hazlo, haga eso, hagale, necesito, lo necesito, es asi, seguro,
    de acuerdo, estoy de acuerdo, me gustaria, me encantaria, soy yo, soy el mismo, soy la misma, enviemelo, envielo,
    envieme, mandemelo, mandelo, mandeme, hagalo, confirmo, lo confirmo`,
  no: `incorrecto, equivocado, equivocada, falso, erroneo, esta mal, no gracias, nunca, jamas, negativo, para nada, de ninguna manera, de ningun modo, en absoluto, tampoco,
    claro que no, por supuesto que no, desde luego que no, seguro que no, creo que no, pienso que no, que no, mejor no,
    ahora no, hoy no, no quiero, no deseo, no hace falta, no es necesario, no soy yo, cancelar, cancele, cancelelo,
    no se moleste, no se preocupe, no te preocupes, dejelo, dejelo asi, dejalo asi, asi dejelo, nada, nel, nop, nope, ni hablar, que va, ni loco, ni loca, olvidelo, no senor, no senora`,
  claiming: '',
  soothing: '',
  asking: `por favor, porfavor, porfa, porfis`,
  negating: `no`,
  // Empty, because in "no, equivocado" the "no" is an answer of its own.
  opposite: '',
  unsure: `a menos que, excepto, solo si, no mas, nadie, no digo que no, no diria que no, no puedo decir que no,
    no puedo esperar, no esta mal, no es incorrecto, no es falso, no te entiendo, no le oigo, no se, no lo se, no sabria, no entiendo, no entendi, no le entiendo, no le entendi, no comprendo, no escuche,
    no escucho, no le escucho, no le escuche, no oi, no oigo, no recuerdo, no me acuerdo, no estoy seguro,
    no estoy segura, quiza, quizas, tal vez, talvez, a lo mejor, puede ser, probablemente, posiblemente, depende, ayuda,
    operador, operadora, representante, agente, persona, alguien, hablar, repita, repite, repetir, otra vez, de nuevo,
    que, que dijo, como, como dijo, cual, quien, cuando, donde, mande, perdon, disculpe, un momento, momento, espere,
    espera, dejeme, hola, cambiar, pero`,
  polite: `no hay problema, no hay problemas, no es problema, no es molestia, ninguna molestia, no tengo problema,
    no tengo ningun problema, no tengo inconveniente, no tengo ningun inconveniente, no veo por que no, no estaria mal,
    no estaria de mas, no esta de mas, nunca esta de mas, no me vendria mal, no me caeria mal, no me opongo, no dude, no dude en, no cabe duda,
    no hay duda, no lo dude, no es mala idea, sin problemas, ningun problema, sin problema, no problem, no importa, por que no, no pasa nada,
    no hay inconveniente, no hay ningun problema, me da igual, no me molesta`,
  filler: `no se olvide, no olvide, no se le olvide, no te olvides, asi esta bien, nada mas, nomas, estaria, seria,
    me parece, yo creo, creo, esa, asi, hoy, ahorita, en, nos, porque, que me lo, que me la, que me, que lo, que la, que sea, buen dia, mucho, muchisimo, mil gracias, tambien, entonces, ahora, mi celular, mi telefono,
    mi numero, este numero, al, del, mijo, joven, la verdad, se, te, gracias, muchas gracias, senor, senora, senorita, bueno, este, eh, um, pues, ah, ay, mm, eso, lo,
    es, esta, el, la, los, me, yo, muy, un, una, mensaje, texto, informacion, ya, mi, nombre, supongo, a, de, le, y, con, recibir,
    recibirlo, adios, ese, soy, todo, tan`,
})

export const answerWords: Record<Language, PhraseTable<AnswerMeaning>> = {
  'en-US': english,
  'es-US': spanish,
}
