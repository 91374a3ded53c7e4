import { nextStep } from '../src/step.js';
/** An answer: the first letters of the last name, on the keypad. */
export function keyName(app, parts) {
    app.post('/key-name', nextStep(parts));
}
