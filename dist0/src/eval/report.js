/** All counts on one line of JSON, `shown` of the outcomes in their order. */
export function toJson({ intact, corrupted }, shown) {
    const all = [...intact, ...corrupted];
    return JSON.stringify({ total: all.length, ...countEach(all, shown) });
}
/** The counts as a table to read, corrupted transcripts on a line of their own. */
export function toTable({ outcomes, intact, corrupted }) {
    const row = (title, cells) => title.padEnd(12) + cells.map((cell) => cell.padStart(10)).join('');
    const counts = (title, found) => row(title, [
        String(found.length),
        ...Object.values(countEach(found, outcomes)).map(String),
        share(found),
    ]);
    const lines = [row('', ['total', ...outcomes, 'right %']), counts('intact', intact)];
    return [...lines, ...(corrupted.length > 0 ? [counts('corrupted', corrupted)] : [])].join('\n');
}
function countEach(found, outcomes) {
    return Object.fromEntries(outcomes.map((outcome) => [outcome, found.filter((each) => each === outcome).length]));
}
function share(found) {
    const right = found.filter((outcome) => outcome === 'right').length;
    return found.length === 0 ? '' : ((100 * right) / found.length).toFixed(1);
}
