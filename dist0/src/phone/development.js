import { randomBytes } from 'node:crypto';
import { messagesApi } from './messages/api.js';
import { callRoutes } from './page/call-routes.js';
import { pageRoutes } from './page/page-routes.js';
import { onlyFromThisMachine, textRoutes } from './routes.js';
/** Credentials of a project that exists in this process only. */
export function localProject() {
    return { accountSid: '00000000-0000-4000-8000-000000000000', apiToken: randomBytes(16).toString('hex') };
}
/**
 * The platform's side of a development server: its Messages API, which keeps the texts, and the phone in the browser.
 * Production never registers this.
 */
export async function developmentPhone(app, options) {
    const { local, signingKey, ...addresses } = options;
    app.addHook('onRequest', onlyFromThisMachine);
    if (local) {
        await app.register(messagesApi, { ...local.project, mailbox: local.mailbox, signingKey });
        await app.register(textRoutes, { mailbox: local.mailbox });
    }
    await app.register(callRoutes, { ...addresses, signingKey, mailbox: local?.mailbox });
    await app.register(pageRoutes);
}
