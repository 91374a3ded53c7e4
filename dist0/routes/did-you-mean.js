import { nextStep } from '../src/step.js';
/** An answer: whether the caller is the one we took them for. */
export function didYouMean(app, parts) {
    app.post('/did-you-mean', nextStep(parts));
}
