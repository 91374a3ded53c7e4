/** More than any name, and short enough to listen to. */
const LONGEST = 80;
/** What a recogniser wrote, fit to be said back: one line, no full stop, not endless. */
export function nameAsSaid(heard) {
    const line = heard.speech.replace(/[\p{C}\s]+/gu, ' ').trim();
    return line.slice(0, LONGEST).replace(/[\s.,;:!?]+$/u, '');
}
