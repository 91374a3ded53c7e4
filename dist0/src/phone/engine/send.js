/** The platform's limits. A URL's fragment can set others, see `limitsOf`. */
export const defaultLimits = { connect: 2000, read: 5000, total: 15_000 };
const fragmentNames = { ot: 'connect', rt: 'read', tt: 'total' };
const highest = { connect: 10_000, read: 15_000, total: 15_000 };
const LOWEST = 100;
/** The limits of a URL such as `/name#rt=10000&ot=500`; what is out of the platform's range is left as it was. */
export function limitsOf(url, limits) {
    const changed = { ...limits };
    const fragment = new URLSearchParams(url.hash.slice(1));
    for (const [short, name] of Object.entries(fragmentNames)) {
        const value = Number(fragment.get(short));
        if (value >= LOWEST && value <= highest[name])
            changed[name] = value;
    }
    return changed;
}
