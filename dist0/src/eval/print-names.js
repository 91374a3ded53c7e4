/** Prints what a file of transcripts came to: for people by where they are from, for programs as one JSON object. */
export function printNames(results, isJson) {
    if (isJson)
        console.log(JSON.stringify(summary(results)));
    else
        for (const line of report(results))
            console.log(line);
}
function summary(results) {
    const { count, absent } = counts(results);
    return {
        total: results.length,
        right: count('right'),
        wrong: count('wrong'),
        asked: count('asked') + count('asked-next'),
        asked_wrong: count('asked-wrong'),
        nobody: count('nobody'),
        p50_ms: quantile(results, 0.5),
        p99_ms: quantile(results, 0.99),
        ...(absent > 0 && {
            absent,
            absent_accepted: results.filter((result) => result.absent === 'one').length,
        }),
    };
}
function counts(results) {
    const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
    return { count, absent: results.filter((result) => result.absent !== undefined).length };
}
function report(results) {
    const rows = results.reduce((sum, result) => sum + result.rows, 0) / Math.max(1, results.length);
    const most = Math.max(0, ...results.map((result) => result.rows));
    return [
        row(['', 'total', 'right', 'asked', 'next', 'wrong', 'asked wrong', 'nobody', 'found', 'absent']),
        ...groups(results).map(([name, some]) => row([name, ...figures(some)])),
        '',
        'right: accepted outright. asked: "Did you mean", or the private question among at most three; next: the same once the',
        'first name was declined. found: right, asked or next. absent: accepted outright though not on file. All but total in %.',
        `A look-up: p50 ${quantile(results, 0.5)} ms, p99 ${quantile(results, 0.99)} ms, rows read ${rows.toFixed(1)}, at most ${most}.`,
    ];
}
function figures(results) {
    const { count, absent } = counts(results);
    const share = (number) => ((100 * number) / results.length).toFixed(1);
    const found = count('right') + count('asked') + count('asked-next');
    const outcomes = ['right', 'asked', 'asked-next', 'wrong', 'asked-wrong', 'nobody'];
    const accepted = results.filter((result) => result.absent === 'one').length;
    const last = absent > 0 ? share(accepted) : '-';
    return [String(results.length), ...outcomes.map((outcome) => share(count(outcome))), share(found), last];
}
/** All; those of each source; recognised ones by how badly they were heard. */
function groups(results) {
    const by = (name, isIn) => [
        name,
        results.filter(isIn),
    ];
    const sources = [...new Set(results.flatMap(({ item }) => item.source ?? []))];
    const between = (from, to) => (result) => {
        const { per } = result.item;
        return per !== undefined && per > from && per <= to;
    };
    const all = [
        by('all', () => true),
        by('phone errors to .30', between(-1, 0.3)),
        by('phone errors to .50', between(0.3, 0.5)),
        by('phone errors over', between(0.5, 99)),
        by('variants', ({ item }) => item.source !== undefined && !item.source.startsWith('asr-')),
        ...sources.map((source) => by(`  ${source}`, ({ item }) => item.source === source)),
    ];
    return all.filter(([, some]) => some.length > 0);
}
function row(cells) {
    return cells.map((cell, at) => (at === 0 ? cell.padEnd(22) : cell.padStart(at === 6 ? 12 : 8))).join('');
}
function quantile(results, share) {
    const sorted = results.map(({ ms }) => ms).sort((a, b) => a - b);
    return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2));
}
