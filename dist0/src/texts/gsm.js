// The alphabet of GSM 03.38, which text messages are written in unless a character is missing from it.
const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const extension = new Set('^{}\\[]~|€\f');
/** How many septets a character takes: 1, 2 for one of the extension table, none when GSM-7 lacks it. */
export function septetsOf(character) {
    if (basic.has(character))
        return 1;
    return extension.has(character) ? 2 : undefined;
}
/** Whether the whole text can be written in GSM-7. */
export function isGsm(text) {
    return [...text].every((character) => septetsOf(character) !== undefined);
}
