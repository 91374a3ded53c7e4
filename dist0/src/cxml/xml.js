/**
 * A tagged template for XML. Every value is escaped unless this template made it; undefined vanishes.
 * What XML 1.0 cannot hold (control characters, lone surrogates) is left out or replaced, so that no name breaks a document.
 */
export function xml(texts, ...values) {
    let markup = texts[0] ?? '';
    values.forEach((value, i) => {
        markup += written(value) + (texts[i + 1] ?? '');
    });
    return { markup };
}
/** ` name="value"` pairs, in order; undefined ones vanish. */
export function attributes(pairs) {
    let markup = '';
    for (const [name, value] of Object.entries(pairs)) {
        if (value !== undefined)
            markup += ` ${name}="${escaped(String(value))}"`;
    }
    return { markup };
}
function written(value) {
    if (value === undefined)
        return '';
    if (Array.isArray(value))
        return value.map((one) => one.markup).join('');
    return typeof value === 'object' ? value.markup : escaped(String(value));
}
const special = /[&<>"]/g;
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const plain = /^[\x20-\x7e]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 (section 2.2) excludes
const excluded = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
function escaped(text) {
    const allowed = plain.test(text) ? text : text.toWellFormed().replace(excluded, '');
    return allowed.replace(special, (found) => entities[found] ?? '');
}
