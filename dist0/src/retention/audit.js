export const formats = ['csv', 'jsonl'];
/** Every column of the export, in order. */
export const columns = ['at', 'what', 'call', 'client', 'appointmentAt', 'verifiedBy', 'text'];
/** One line of the export. Times are ISO 8601 in UTC. */
export function writeAuditLine(entry, format) {
    const { at, appointmentAt, ...rest } = entry;
    const readable = { at: isoTime(at), appointmentAt: isoTime(appointmentAt), ...rest };
    if (format === 'jsonl')
        return JSON.stringify(Object.fromEntries(columns.map((name) => [name, readable[name]])));
    return columns.map((name) => csvField(readable[name] ?? '')).join(',');
}
function isoTime(at) {
    return at === null ? null : new Date(at).toISOString();
}
/** A spreadsheet must not take an id for a formula. */
function csvField(text) {
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
