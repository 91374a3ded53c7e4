export function hangUp(lang, says, outcome) {
    return { next: 'hang up', lang, says, outcome };
}
/** A person takes over; where the line has none, the caller at least hears so. `why` goes into the outcome. */
export function connectToOperator(line, lang, why) {
    const { connecting, cannotHelp } = line.sentences(lang);
    const number = line.settings.operatorNumber;
    if (!number)
        return hangUp(lang, [cannotHelp], `gave-up:${why}`);
    return { next: 'connect', number, lang, says: [connecting], outcome: `connected:${why}` };
}
/** More calls than can be served: a person, or a goodbye until later. Asks nothing of the database. */
export function turnAway(line, lang) {
    const { overloaded, connecting, callLater } = line.sentences(lang);
    const number = line.settings.operatorNumber;
    if (!number)
        return hangUp(lang, [overloaded, callLater], 'overloaded');
    return { next: 'connect', number, lang, says: [overloaded, connecting], outcome: 'overloaded' };
}
/** Something failed on our side: an apology, then a person or a goodbye. Asks nothing of the database. */
export function apologise(line, lang) {
    const { somethingWrong, connecting, goodbye } = line.sentences(lang);
    const number = line.settings.operatorNumber;
    if (!number)
        return hangUp(lang, [somethingWrong, goodbye], 'failed');
    return { next: 'connect', number, lang, says: [somethingWrong, connecting], outcome: 'failed' };
}
