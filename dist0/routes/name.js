import { nextStep } from '../src/step.js';
/** An answer: what the caller said when asked for their name. */
export function name(app, parts) {
    app.post('/name', nextStep(parts));
}
