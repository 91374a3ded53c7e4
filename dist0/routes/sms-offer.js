import { nextStep } from '../src/step.js';
/** An answer: whether the caller wants a text. */
export function smsOffer(app, parts) {
    app.post('/sms-offer', nextStep(parts));
}
