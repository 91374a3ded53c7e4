import { Breach } from './breach.js';
import { checkContent } from './check-content.js';
import { elementRules, playedVerbs, unplayedVerbs } from './rules.js';
import { childElements, startTag } from './xml.js';
/** Everything in a document that the documentation does not allow, from top to bottom. */
export function checkDocument(root) {
    return checkElement(root);
}
function checkElement(element) {
    const rule = elementRules[element.name];
    // nouns that this phone does not dial are named when they are dialled
    if (!rule)
        return [];
    return [
        ...checkAttributes(element, rule),
        ...checkText(element, rule),
        ...checkContent(element),
        ...childElements(element).flatMap((child) => rule.children.includes(child.name) ? checkElement(child) : [misplaced(child, element)]),
    ];
}
function checkAttributes(element, rule) {
    return Object.entries(element.attributes).flatMap(([name, value]) => {
        const wanted = rule.attributes[name];
        if (!wanted)
            return [unknownAttribute(element, name, rule)];
        if (wanted.accepts.test(value))
            return [];
        return [
            breach(element, {
                ...(wanted.code ? { code: wanted.code } : {}),
                what: `${name}="${value}" is not a documented value`,
                platform: 'what the platform makes of it is not documented',
                fix: `write ${wanted.wants}`,
            }),
        ];
    });
}
function unknownAttribute(element, name, rule) {
    const known = Object.keys(rule.attributes);
    const meant = sameLetters(name, known);
    return breach(element, {
        what: `<${element.name}> has no attribute ${name}`,
        platform: 'the platform ignores it',
        fix: meant ? `write ${meant}: names are case-sensitive` : `leave it out; there are ${list(known)}`,
    });
}
function checkText(element, rule) {
    const hasText = element.children.some((child) => typeof child === 'string' && child.trim() !== '');
    if (rule.text || !hasText)
        return [];
    return [
        breach(element, {
            what: `text stands directly inside <${element.name}>`,
            platform: 'the platform does not speak it',
            fix: rule.children.includes('Say') ? 'put it into <Say>' : 'take it out',
        }),
    ];
}
function misplaced(child, parent) {
    const where = parent.name === 'Response' ? unknownVerb(child) : wrongParent(child, parent);
    return breach(child, { code: 13750, ...where });
}
function unknownVerb({ name }) {
    const meant = sameLetters(name, [...playedVerbs, ...unplayedVerbs]);
    if (unplayedVerbs.includes(name)) {
        return {
            what: `this phone does not play <${name}>`,
            platform: 'the platform would',
            fix: `try this step on a real call, or leave <${name}> out`,
        };
    }
    const fix = meant ? `write <${meant}>: verbs are case-sensitive` : `use one of ${list(playedVerbs)}`;
    return {
        what: `there is no voice verb <${name}>`,
        platform: 'the platform skips it with a warning',
        fix: name === 'Message' ? 'use <Sms>; <Message> is for message documents' : fix,
    };
}
function wrongParent({ name }, parent) {
    const allowed = elementRules[parent.name]?.children ?? [];
    return {
        what: `<${name}> may not stand inside <${parent.name}>`,
        platform: 'the platform skips it with a warning',
        fix: allowed.length > 0 ? `only ${list(allowed)} may` : 'take it out',
    };
}
function breach(element, details) {
    return new Breach({ ...details, element: startTag(element), place: element.place });
}
function sameLetters(name, known) {
    return known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
}
function list(names) {
    return names.length === 0 ? 'none' : names.join(', ');
}
