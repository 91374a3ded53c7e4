import { DatabaseUnusable } from './database.js';
/** SQLite's, PostgreSQL's and the operating system's codes, and what to tell whoever starts the server. */
const SENTENCES = {
    SQLITE_READONLY: 'is read-only',
    EROFS: 'is read-only',
    '25006': 'is read-only',
    SQLITE_CANTOPEN: 'cannot be opened: is its folder writable?',
    EACCES: 'cannot be opened: permission denied',
    EPERM: 'cannot be opened: permission denied',
    ENOTDIR: 'cannot be opened: a part of its path is not a folder',
    EEXIST: 'cannot be opened: a part of its path is not a folder',
    SQLITE_NOTADB: 'is not a SQLite database',
    SQLITE_CORRUPT: 'is damaged',
    SQLITE_FULL: 'cannot grow: the disk is full',
    ECONNREFUSED: 'cannot be reached: nothing listens there',
    ENOTFOUND: 'cannot be reached: there is no such host',
    EAI_AGAIN: 'cannot be reached: its host name cannot be resolved',
    ETIMEDOUT: 'cannot be reached: it does not answer',
    EHOSTUNREACH: 'cannot be reached: there is no route to it',
    ECONNRESET: 'cannot be reached: it closed the connection',
    '28P01': 'refuses the password',
    '28000': 'refuses the user',
    '3D000': 'does not exist on that server',
    '42501': 'does not allow this user to make tables',
    '57P03': 'cannot be reached: it is starting or stopping',
    '53300': 'cannot be reached: it has no connection left',
};
/** One sentence for what stopped a database from opening; it never shows the password in the URL. */
export function whyUnusable(url, error) {
    return new DatabaseUnusable(`The database ${withoutPassword(url)} ${reason(error)}.`, { cause: error });
}
function reason(error) {
    const code = codeOf(error);
    // SQLite's codes have kinds: SQLITE_READONLY_DIRECTORY.
    const known = SENTENCES[code] ?? SENTENCES[code.split('_', 2).join('_')];
    if (known)
        return known;
    const message = error instanceof Error ? error.message : String(error);
    if (/timeout/i.test(message))
        return 'cannot be reached: it does not answer';
    return `cannot be used: ${message}`;
}
function codeOf(error) {
    // Several addresses tried (IPv6, IPv4) make one error of errors.
    if (error instanceof AggregateError)
        return codeOf(error.errors[0]);
    return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function withoutPassword(url) {
    if (!URL.canParse(url) || url.startsWith('file:'))
        return url;
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
}
