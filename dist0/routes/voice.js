import { sendTurnedAway } from '../src/overload/turn-away.js';
import { firstStep } from '../src/step.js';
/** A call comes in. With more to do than can be done it is turned away, so that those in progress go on. */
export function voice(app, parts) {
    const begin = firstStep(parts);
    app.post('/voice', (request, reply) => parts.isOverloaded() ? sendTurnedAway(parts, request, reply) : begin(request, reply));
}
