import { z } from 'zod';
import { FINAL_CODES, PASSING_CODES } from './final-codes.js';
import { createHttpClient } from './http-client.js';
import { PlatformError } from './platform-error.js';
/** One page, newest first: all that one number was sent lately. */
const PAGE_SIZE = 100;
const sent = z.object({ sid: z.string().min(1) });
const page = z.object({
    messages: z.array(z.object({ sid: z.string(), body: z.string().nullish(), date_created: z.string().nullish() })),
});
/** The Messages API through the vendor's client, over our own HTTP client. */
export function createMessages(options) {
    const httpClient = options.httpClient ?? createHttpClient(options.baseUrl);
    let client;
    const connect = () => {
        client ??= openClient(options, httpClient);
        return client;
    };
    return {
        send: async (message) => send(await connect(), message),
        list: async (numbers) => list(await connect(), options, numbers),
        warmUp: async () => {
            await connect();
        },
        close: () => httpClient.close(),
    };
}
/** The package takes half a second and 77 MB, so it is loaded when a text is first to be sent. */
async function openClient(options, httpClient) {
    const { RestClient } = await import('@signalwire/compatibility-api');
    const settings = {
        signalwireSpaceUrl: spaceOf(options.baseUrl),
        lazyLoading: true,
        // Otherwise TWILIO_REGION and its like, meant for another program, would change the host.
        env: {},
        // The package's type of a response shows none of the fields it reads.
        httpClient: httpClient,
    };
    return RestClient(options.projectId, options.apiToken, settings);
}
/** The vendor's client wants the host alone, and puts `https://` before it. */
function spaceOf(baseUrl) {
    const { host, pathname } = new URL(baseUrl);
    return `${host}${pathname.replace(/\/$/, '')}`;
}
async function send(client, message) {
    const { statusUrl, ...text } = message;
    try {
        const answer = await client.messages.create({ ...text, ...(statusUrl && { statusCallback: statusUrl }) });
        return { kind: 'accepted', sid: sent.parse(answer).sid };
    }
    catch (error) {
        return judge(error);
    }
}
/**
 * Asked for directly: the vendor's `list` gives up on an envelope with a field it does not know. No filter by date: the
 * API filters by the date of sending, which a message that is still queued does not have.
 */
async function list(client, { baseUrl, projectId }, { from, to }) {
    const uri = `https://${spaceOf(baseUrl)}/2010-04-01/Accounts/${projectId}/Messages.json`;
    const answer = await client.request({
        method: 'get',
        uri,
        params: { To: to, From: from, PageSize: PAGE_SIZE },
    });
    const parsed = page.safeParse(answer.body);
    if (!parsed.success)
        throw new PlatformError('a list of messages in an unknown shape', {});
    return parsed.data.messages.map(({ sid, body, date_created }) => ({
        sid,
        body: body ?? '',
        createdAt: Date.parse(date_created ?? ''),
    }));
}
/** What a failed request means. */
export function judge(error) {
    if (!(error instanceof PlatformError))
        return { kind: 'unclear', reason: 'an answer in an unknown shape' };
    const { status, code, retryAfterMs, message } = error;
    const known = code === undefined ? undefined : FINAL_CODES[code];
    if (known)
        return { kind: 'refused', code: code ?? '', reason: known, isRepairable: false };
    if (isRefusal(status) && !PASSING_CODES.has(code ?? '')) {
        return {
            kind: 'refused',
            code: code ?? `HTTP ${status}`,
            reason: message,
            isRepairable: isOurFault(status),
        };
    }
    return { kind: 'unclear', reason: message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
/** 408, 425 and 429 ask for another try; every other 4xx says no. */
function isRefusal(status = 0) {
    return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}
/** Credentials, scope, address. */
function isOurFault(status = 0) {
    return [401, 403, 404, 405].includes(status);
}
