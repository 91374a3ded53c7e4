/**
 * Every sentence of the line by its key, and the values each one must carry. A catalogue is one text for each key;
 * the names of the keys are also what an operator writes in a replacement file, so renaming one breaks their files.
 */
export const placeholders = {
    askName: [],
    askBirthYear: ['name'],
    askBirthYearNameless: [],
    askPin: ['name', 'digits'],
    askPinNameless: ['digits'],
    askLastFour: [],
    didYouMean: ['name'],
    spellLastName: [],
    keyLastName: [],
    notFound: [],
    notUnderstood: [],
    notHeard: [],
    wrongPin: [],
    appointment: ['name', 'when'],
    appointmentYear: ['year'],
    noAppointment: ['name'],
    askText: [],
    textPromised: [],
    textRefused: [],
    goodbye: [],
    connecting: [],
    cannotHelp: [],
    somethingWrong: [],
    overloaded: [],
    callLater: [],
    languageOffer: [],
};
const BIRTH_YEAR_DIGITS = 4;
/** Turns the texts of a language into the sentences the call says. */
export function sentencesOf(catalogue) {
    return {
        ...catalogue,
        askPin: (name, digits) => fill(catalogue[pinQuestion(name, digits)], { name: name ?? '', digits: `${digits}` }),
        didYouMean: (name) => fill(catalogue.didYouMean, { name }),
        appointment: (name, when) => fill(catalogue.appointment, { name, when }),
        appointmentYear: (year) => fill(catalogue.appointmentYear, { year: `${year}` }),
        noAppointment: (name) => fill(catalogue.noAppointment, { name }),
    };
}
function pinQuestion(name, digits) {
    if (name === undefined)
        return digits === BIRTH_YEAR_DIGITS ? 'askBirthYearNameless' : 'askPinNameless';
    return digits === BIRTH_YEAR_DIGITS ? 'askBirthYear' : 'askPin';
}
// In one pass, so that a name which itself holds "{when}" stays as it is.
function fill(text, values) {
    return text.replace(/\{(name|when|digits|year)\}/g, (_, key) => values[key] ?? '');
}
