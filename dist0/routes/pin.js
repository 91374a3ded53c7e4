import { nextStep } from '../src/step.js';
/** An answer: the year of birth, or the PIN. */
export function pin(app, parts) {
    app.post('/pin', nextStep(parts));
}
