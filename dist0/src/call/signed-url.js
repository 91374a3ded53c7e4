import { createHmac, timingSafeEqual } from 'node:crypto';
/** `path?query&exp=…&sig=…`: cannot be altered, outlive `expires` (epoch seconds) or serve another path or call. */
export function signUrl(path, query, expires, callSid, secrets) {
    const signed = `${query}&exp=${expires}`;
    return `${path}?${signed}&sig=${signature(secrets[0] ?? '', path, signed, callSid)}`;
}
/**
 * The parameters of a URL that `signUrl` made, or undefined for any other. The first secret signs, all verify.
 * What is compared is the URL as written, so nothing about it can change and still fit.
 */
export function readSignedUrl(rawUrl, callSid, secrets) {
    const [, path = '', signed = '', sig = ''] = /^(\/[a-z-]+)\?(.+)&sig=([\w-]{43})$/.exec(rawUrl) ?? [];
    const isOurs = secrets.some((secret) => isSame(sig, signature(secret, path, signed, callSid)));
    return isOurs ? new URLSearchParams(signed) : undefined;
}
function signature(secret, path, signed, callSid) {
    return createHmac('sha256', secret).update(`${path}\n${signed}\n${callSid}`).digest('base64url');
}
function isSame(given, ours) {
    return given.length === ours.length && timingSafeEqual(Buffer.from(given), Buffer.from(ours));
}
