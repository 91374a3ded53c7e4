import { timingSafeEqual } from 'node:crypto';
import { sign } from './signature.js';
/**
 * Whether the platform signed this request. `url` is the public URL as configured plus the raw path and query; some
 * requests are signed with the standard port written out, so the URL counts with and without it.
 */
export function isSigned(key, given, url, parameters) {
    return withAndWithoutPort(url).some((one) => isSame(given, sign(key, one, parameters)));
}
function withAndWithoutPort(url) {
    const [, origin = '', port, rest = ''] = /^(https?:\/\/[^/:?#]+|https?:\/\/\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? [];
    const standard = origin.startsWith('https') ? ':443' : ':80';
    if (port === undefined)
        return [url, `${origin}${standard}${rest}`];
    return port === standard ? [url, `${origin}${rest}`] : [url];
}
function isSame(given, ours) {
    const [a, b] = [Buffer.from(given), Buffer.from(ours)];
    return a.length === b.length && timingSafeEqual(a, b);
}
