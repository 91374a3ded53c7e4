import { z } from 'zod';
import { readSignedUrl } from '../src/call/signed-url.js';
import { hangUp } from '../src/cxml/documents.js';
import { spokenIn } from '../src/documents.js';
import { languages } from '../src/hearing/heard.js';
import { Refused } from '../src/refused.js';
import { callOf } from '../src/signalwire/webhook.js';
import { sendDocument } from '../src/step.js';
const progress = z.object({ lang: z.enum(languages) });
/** The talk with the operator is over, or nobody took it up: then the caller hears so. */
export function operator(app, { line, documents }) {
    app.post('/operator', async (request, reply) => {
        const { CallSid, DialCallStatus } = request.webhook;
        const parameters = readSignedUrl(request.raw.url ?? '', CallSid, documents.stateSecrets);
        const read = progress.safeParse(Object.fromEntries(parameters ?? []));
        if (!read.success)
            throw new Refused(403, 'This progress is not ours, or not of this call.');
        const { cannotHelp, goodbye } = line.sentences(read.data.lang);
        // Without the database it is not known, and a second apology would dial the operator again, and so on.
        const isOver = await line.record.isOver(callOf(request.webhook)).catch(() => false);
        if (isOver)
            return sendDocument(request, reply, 'over', hangUp([spokenIn(read.data.lang, goodbye)]));
        const hasTalked = DialCallStatus === 'completed' || DialCallStatus === 'answered';
        const document = hangUp(hasTalked ? [] : [spokenIn(read.data.lang, cannotHelp)]);
        return sendDocument(request, reply, hasTalked ? 'talked' : `operator-${DialCallStatus ?? 'unknown'}`, document);
    });
}
