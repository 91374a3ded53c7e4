import { createHash } from 'node:crypto';
import { languages } from '../../hearing/heard.js';
import { nameKey } from '../../hearing/name-key.js';
import { readMoment } from '../moment.js';
const LONGEST_NAME = 100;
/** With the sentence around it, it fits in a text of 1,600 characters and is said in about a minute. */
const LONGEST_NOTE = 1_000;
const ID = /^[^\s,\p{Cc}]{1,64}$/u;
const E164 = /^\+[1-9]\d{6,14}$/;
/** What neither XML nor a voice can take. */
const UNSPEAKABLE = /[\p{Cc}\p{Co}\p{Cs}\uFFFE\uFFFF]/u;
const DERIVED_ID_LENGTH = 16;
/** Reads one row: a client, or all that is wrong with it. */
export function readClientRow(line, fields, places, settings) {
    const faults = [];
    const cell = (column) => fields[places.get(column) ?? -1]?.trim() ?? '';
    const complain = (column, cause) => faults.push({ line, column, cause });
    const name = readName(cell, complain);
    const phone = readPhone(cell, complain);
    const row = {
        line,
        ...name,
        phone,
        id: readId(cell, complain) ?? deriveId(name.nameKey, phone),
        isIdDerived: cell('id') === '',
        pin: readPin(cell, complain, settings.pinLength),
        language: readLanguage(cell, complain),
        appointment: readAppointment(cell, complain, settings.timeZone),
    };
    return faults.length > 0 ? faults : row;
}
function readName(cell, complain) {
    const name = oneLine(cell('name'));
    const key = nameKey(name);
    if (name === '')
        complain('name', 'is missing');
    else if (key === '' || UNSPEAKABLE.test(name))
        complain('name', 'cannot be spoken');
    else if (name.length > LONGEST_NAME)
        complain('name', `is longer than ${LONGEST_NAME} characters`);
    return { name, nameKey: key };
}
function readPhone(cell, complain) {
    const phone = cell('phone') || null;
    if (phone && !E164.test(phone))
        complain('phone', 'is not a number like +12025550123 (E.164)');
    return phone;
}
function readId(cell, complain) {
    const id = cell('id') || undefined;
    if (id && !ID.test(id))
        complain('id', 'must be at most 64 characters, without white space or commas');
    return id;
}
/** The same person gets the same id from every file. */
function deriveId(key, phone) {
    const hash = createHash('sha256').update(`${key}\n${phone ?? ''}`);
    return hash.digest('base64url').slice(0, DERIVED_ID_LENGTH);
}
function readPin(cell, complain, length) {
    const pin = cell('pin');
    if (pin.length !== length || !/^\d*$/.test(pin))
        complain('pin', `must be ${length} digits`);
    return pin;
}
function readLanguage(cell, complain) {
    const language = cell('language') || null;
    const isKnown = languages.some((known) => known === language);
    if (language && !isKnown)
        complain('language', `must be blank or one of ${languages.join(', ')}`);
    return language;
}
function readAppointment(cell, complain, timeZone) {
    const note = oneLine(cell('appointment_note'));
    if (note.length > LONGEST_NOTE)
        complain('appointment_note', `is longer than ${LONGEST_NOTE} characters`);
    if (UNSPEAKABLE.test(note))
        complain('appointment_note', 'has characters that cannot be spoken');
    const text = cell('appointment_at');
    if (text === '') {
        if (note)
            complain('appointment_at', 'is missing, and there is a note');
        return null;
    }
    const moment = readMoment(text, timeZone);
    if ('at' in moment)
        return { ...moment, note };
    complain('appointment_at', moment.fault);
    return null;
}
function oneLine(text) {
    return text.replace(/\s+/g, ' ');
}
