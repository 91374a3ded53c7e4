import { Breach } from '../engine/breach.js';
import { parseXml, startTag } from '../engine/xml.js';
/** A document with one element a line; what cannot be parsed is shown as it was sent. */
export function prettyPrint(document) {
    try {
        return printElement(parseXml(document), 0);
    }
    catch (error) {
        if (!(error instanceof Breach))
            throw error;
        return document.split('\n').map((text, i) => ({ indent: 0, text, place: { line: i + 1, column: 1 } }));
    }
}
function printElement(element, indent) {
    const { name, place } = element;
    const tag = escapeAttributes(element);
    const children = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
    if (children.length === 0)
        return [{ indent, text: tag.replace(/>$/, '/>'), place }];
    const texts = children.filter((child) => typeof child === 'string');
    if (texts.length === children.length) {
        return [{ indent, text: `${tag}${escapeText(texts.join('').trim())}</${name}>`, place }];
    }
    const inside = children.flatMap((child) => typeof child === 'string'
        ? [{ indent: indent + 1, text: escapeText(child.trim()) }]
        : printElement(child, indent + 1));
    return [{ indent, text: tag, place }, ...inside, { indent, text: `</${name}>` }];
}
function escapeAttributes({ name, attributes, ...rest }) {
    const escaped = Object.entries(attributes).map(([key, value]) => [
        key,
        escapeText(value).replaceAll('"', '&quot;'),
    ]);
    return startTag({ name, attributes: Object.fromEntries(escaped), ...rest });
}
function escapeText(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
