/** The tables for all pairs of the symbols in a string. */
export function tabulate(symbols, substitution, gap) {
    const pairs = [...symbols].flatMap((a) => [...symbols].map((b) => substitution(a, b)));
    return {
        count: symbols.length,
        substitution: Int32Array.from(pairs),
        gap: Int32Array.from([...symbols].map(gap)),
    };
}
