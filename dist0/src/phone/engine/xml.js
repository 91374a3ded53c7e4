import { SaxesParser } from 'saxes';
import { Breach } from './breach.js';
/** Far deeper than any document that means something. */
const DEEPEST = 100;
/** Reads a document; what is not well-formed is a breach. */
export function parseXml(text) {
    const parser = new SaxesParser();
    const open = [];
    let root;
    let place = { line: 1, column: 1 };
    const addText = (data) => open.at(-1)?.children.push(data);
    parser.on('error', (error) => {
        throw notWellFormed(error.message, { line: parser.line, column: parser.column });
    });
    parser.on('opentagstart', () => {
        place = { line: parser.line, column: parser.column };
    });
    parser.on('opentag', ({ name, attributes }) => {
        const element = { name, attributes: { ...attributes }, children: [], place };
        open.at(-1)?.children.push(element);
        root ??= element;
        open.push(element);
        if (open.length > DEEPEST)
            throw notWellFormed('elements are nested too deep', place);
    });
    parser.on('closetag', () => open.pop());
    parser.on('text', addText);
    parser.on('cdata', addText);
    parser.write(text).close();
    if (!root)
        throw notWellFormed('document must contain a root element.', { line: 1, column: 1 });
    return root;
}
/** The start tag of an element, as it would be written. */
export function startTag({ name, attributes }) {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
    return `<${name}${written.join('')}>`;
}
/** The elements directly inside another. */
export function childElements(element) {
    return element.children.filter((child) => typeof child !== 'string');
}
/** All text inside an element, blanks collapsed. */
export function textOf(element) {
    return rawText(element).replace(/\s+/gu, ' ').trim();
}
function rawText(element) {
    return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}
function notWellFormed(message, place) {
    // saxes starts its message with the position
    const reason = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    return new Breach({
        code: 12100,
        what: `the document is not well-formed XML: ${reason}`,
        platform: 'the platform cannot parse it and takes the fallback URL, or ends the call',
        fix: 'write one <Response> element, escape & and < in texts and URLs, and close every element',
        place,
    });
}
