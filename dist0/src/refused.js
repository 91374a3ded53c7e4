/** A request that is no step of a call: it gets a plain 4xx with one sentence, and nobody hears anything. */
export class Refused extends Error {
    name = 'Refused';
    statusCode;
    constructor(statusCode, sentence) {
        super(sentence);
        this.statusCode = statusCode;
    }
}
