import { Breach } from './breach.js';
import { checkDocument } from './check.js';
import { CallOver, report } from './line.js';
import { header, request } from './request.js';
import { parseXml } from './xml.js';
/** The platform has no limit of its own on a chain of documents; a line that passes this one loops. */
export const MOST_DOCUMENTS = 50;
const MOST_BYTES = 65_536;
/** The document of a step. What the platform cannot use is thrown, what it merely warns of is reported. */
export async function openDocument(line, step) {
    line.documents += 1;
    if (line.documents > MOST_DOCUMENTS)
        throw endless(line, step);
    const answered = await request(line, step);
    const root = readDocument(answered, line.switches.strictness === 'lenient');
    const breaches = checkDocument(root);
    for (const breach of breaches)
        report(line, breach);
    const isStopped = breaches.some(({ details }) => details.severity !== 'warning');
    if (isStopped && line.switches.strictness === 'strict')
        throw new CallOver('failed');
    return { url: answered.url, method: step.method, root };
}
function readDocument({ reply }, isLenient) {
    checkStatus(reply);
    if (!isLenient)
        checkContentType(header(reply, 'content-type'));
    const bytes = Buffer.from(reply.body);
    if (bytes.length > MOST_BYTES)
        throw unusable(11750, 'the document is larger than 64 kB', 'send a smaller one');
    const root = parseXml(decode(bytes));
    if (root.name === 'Response')
        return root;
    throw unusable(12100, `the root element is <${root.name}>`, 'make it <Response>, written exactly so');
}
function checkStatus({ status }) {
    if (status >= 400)
        throw unusable(11217, `the server answers with status ${status}`, 'see its log; answer with 200');
    if (status < 200 || status >= 300) {
        throw unusable(11200, `the server answers with status ${status} and no document`, 'answer with 200');
    }
}
function checkContentType(type) {
    const fix = 'send Content-Type: text/xml';
    if (type === '')
        throw unusable(11200, 'the answer has no Content-Type', fix);
    if (!/^(text|application)\/xml\s*(;|$)/i.test(type))
        throw unusable(12300, `the answer's Content-Type is ${type}`, fix);
}
function decode(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        throw unusable(12100, 'the document is not UTF-8', 'write it in UTF-8');
    }
}
function endless(line, step) {
    const breach = new Breach({
        what: `more than ${MOST_DOCUMENTS} documents in one call, the next from ${step.url}`,
        platform: 'the platform would go on until the caller gives up',
        fix: 'count the tries of a question, and end the call when they are used up',
    });
    report(line, breach);
    return new CallOver('failed');
}
function unusable(code, what, fix) {
    const platform = 'the platform cannot use it and takes the fallback URL, or ends the call';
    return new Breach({ code, what, platform, fix });
}
