/** Something the server did that the platform would not accept. */
export class Breach extends Error {
    details;
    constructor(details) {
        super(describe(details));
        this.name = 'Breach';
        this.details = details;
    }
}
function describe({ code, what, platform, fix, element, place }) {
    const number = code === undefined ? '' : `${code}: `;
    const where = place ? ` (line ${place.line}, column ${place.column}${element ? `: ${element}` : ''})` : '';
    return `${number}${what}${where}; ${platform}. Fix: ${fix}.`;
}
