import { createHmac } from 'node:crypto';
/**
 * The platform's signature of a cXML webhook: base64 of HMAC-SHA1 over the URL exactly as written, followed by each
 * parameter's name and decoded value, names in ascending code unit order. A GET has no parameters: its query is in the
 * URL.
 */
export function sign(key, url, parameters) {
    return createHmac('sha1', key)
        .update(url + concatenate(parameters), 'utf8')
        .digest('base64');
}
function concatenate(parameters) {
    return Object.keys(parameters)
        .sort()
        .flatMap((name) => [parameters[name] ?? ''].flat().map((value) => name + value))
        .join('');
}
