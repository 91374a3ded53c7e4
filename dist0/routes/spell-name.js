import { nextStep } from '../src/step.js';
/** An answer: the letters of the last name, one by one. */
export function spellName(app, parts) {
    app.post('/spell-name', nextStep(parts));
}
