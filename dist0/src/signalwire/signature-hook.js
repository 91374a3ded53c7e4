import { isSigned } from './verify.js';
const loopback = /^(127\.|::1$|::ffff:127\.)/;
const localHost = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i;
/** What a tunnel or a proxy adds; any of these means that the request came from elsewhere. */
const forwarding = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-original-.*|true-client-ip|cf-.*)$/;
const refusal = 'Refused: without SIGNALWIRE_SIGNING_KEY only requests straight from this machine are taken. To be called through a ' +
    'tunnel, set SIGNALWIRE_SIGNING_KEY (the Signing Key of your SignalWire project, from its API Credentials page) and ' +
    'PUBLIC_URL (the address of the tunnel), and start again.\n';
/** A hook that lets nobody but the platform reach the webhooks. It runs once the form has been read. */
export function signatureHook(settings) {
    return async (request, reply) => {
        if (settings.signingKey === undefined) {
            if (!isFromThisMachine(request))
                return reply.code(403).type('text/plain').send(refusal);
        }
        else if (!isFromPlatform(request, settings.signingKey, settings.publicUrl)) {
            return reply.code(403).type('text/plain').send('Forbidden\n');
        }
    };
}
function isFromPlatform(request, key, publicUrl) {
    const { 'x-signalwire-signature': signalwire, 'x-twilio-signature': twilio } = request.headers;
    const given = signalwire ?? twilio;
    // A form body: the parser makes names and values strings, a repeated name an array of them.
    const parameters = (request.body ?? {});
    return typeof given === 'string' && isSigned(key, given, publicUrl + (request.raw.url ?? ''), parameters);
}
/** Whether a request came straight from this machine, not through a tunnel or a proxy. */
export function isFromThisMachine(request) {
    const isForwarded = Object.keys(request.headers).some((name) => forwarding.test(name));
    const isLocal = loopback.test(request.socket.remoteAddress ?? '') && localHost.test(request.headers.host ?? '');
    return isLocal && !isForwarded;
}
