import { nextStep } from '../src/step.js';
/** An answer: the end of the phone number on file, which tells people of one name apart. */
export function lastFour(app, parts) {
    app.post('/last-four', nextStep(parts));
}
