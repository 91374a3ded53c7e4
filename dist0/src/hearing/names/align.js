import { Alignments, UNREACHED } from './alignments.js';
/** So many nodes are visited between two looks at the clock. */
const STRIDE = 4_096;
/**
 * The names of a trie that may be heard in (the beginning of) `heard`. `rest` says for each j the least that the other
 * half of the name costs after the first j sounds; together they stay within `bound`.
 */
export async function alignNames(trie, costs, heard, rest, bound, budget) {
    const walk = new Walk(trie, costs, heard, rest, bound);
    while (!walk.isOver && !budget.isSpent) {
        budget.nodes -= walk.advance(Math.min(STRIDE, budget.nodes));
        await budget.pass();
    }
    return walk.found;
}
/**
 * A walk through the trie, depth first, that can be halted: dynamic programming with one row of cells a level. Only cells
 * are kept that, with the least that can follow, are within the bound; a branch without any is left.
 */
class Walk {
    found;
    #trie;
    #costs;
    #heard;
    #rest;
    /** While a name goes on, it may yet eat more of what was heard: the least of `rest` from each cell on. */
    #ahead;
    #bound;
    /** A row a level, each with a place for a sentinel after its last cell. */
    #rows;
    #stride;
    /** The first and the last cell that is kept of each row. */
    #low;
    #high;
    /** The node that is looked at on each level; 0 when the level is done. */
    #path;
    #depth = 0;
    constructor(trie, costs, heard, rest, bound) {
        const levels = trie.depth + 2;
        this.found = new Alignments(heard.length + 1);
        this.#trie = trie;
        this.#costs = costs;
        this.#heard = heard;
        this.#rest = rest;
        this.#ahead = leastAhead(rest);
        this.#bound = bound;
        this.#stride = heard.length + 2;
        this.#rows = new Int32Array(levels * this.#stride);
        this.#low = new Int32Array(levels);
        this.#high = new Int32Array(levels);
        this.#path = new Uint32Array(levels);
        this.#begin();
    }
    get isOver() {
        return this.#depth === 0;
    }
    /** Visits at most so many nodes; says how many. */
    advance(most) {
        let visited = 0;
        while (this.#depth > 0 && visited < most) {
            const node = this.#path[this.#depth] ?? 0;
            if (node === 0)
                this.#climb();
            else
                this.#visit(node);
            visited++;
        }
        return visited;
    }
    /** The row of the empty name: everything heard is too much. */
    #begin() {
        let cost = 0;
        let high = 0;
        for (let j = 0; j < this.found.width && cost + (this.#ahead[j] ?? 0) <= this.#bound; j++) {
            this.#rows[j] = cost;
            high = j;
            cost += this.#costs.gap[this.#heard[j] ?? 0] ?? 0;
        }
        this.#rows[high + 1] = UNREACHED;
        this.#high[0] = high;
        this.#collect(0);
        this.#depth = 1;
        this.#path[1] = this.#trie.child[0] ?? 0;
    }
    #climb() {
        this.#depth--;
        if (this.#depth > 0)
            this.#path[this.#depth] = this.#trie.sibling[this.#path[this.#depth] ?? 0] ?? 0;
    }
    #visit(node) {
        if (!this.#fillRow(this.#trie.label[node] ?? 0)) {
            this.#path[this.#depth] = this.#trie.sibling[node] ?? 0;
            return;
        }
        if (this.#trie.entry[node] !== 0)
            this.#collect(node);
        this.#path[++this.#depth] = this.#trie.child[node] ?? 0;
    }
    /** Fills the row of this level from the one above; false when none of its cells is worth keeping. */
    #fillRow(label) {
        const rows = this.#rows;
        const heard = this.#heard;
        const ahead = this.#ahead;
        const bound = this.#bound;
        const { substitution, gap, count } = this.#costs;
        const start = this.#depth * this.#stride;
        const above = start - this.#stride;
        // All reads below are within the arrays, which the compiler cannot know.
        const first = this.#low[this.#depth - 1];
        const last = this.#high[this.#depth - 1];
        const missing = gap[label];
        let cell = rows[above + first] + missing;
        let low = -1;
        let high = -1;
        for (let j = first;;) {
            rows[start + j] = cell;
            if (cell + ahead[j] <= bound) {
                if (low < 0)
                    low = j;
                high = j;
            }
            else if (j > last)
                break;
            if (++j > heard.length)
                break;
            const sound = heard[j - 1];
            const more = cell + gap[sound];
            // Beyond the last cell above, and its sentinel, a name can only be followed by more sounds.
            cell = more;
            if (j <= last + 1) {
                const same = rows[above + j - 1] + substitution[label * count + sound];
                const less = rows[above + j] + missing;
                if (same < cell)
                    cell = same;
                if (less < cell)
                    cell = less;
            }
        }
        if (low < 0)
            return false;
        rows[start + high + 1] = UNREACHED;
        this.#low[this.#depth] = low;
        this.#high[this.#depth] = high;
        return true;
    }
    /** Keeps the names that end at this node, if they are within the bound. */
    #collect(node) {
        const trie = this.#trie;
        const start = this.#depth * this.#stride;
        const low = this.#low[this.#depth] ?? 0;
        const high = this.#high[this.#depth] ?? 0;
        let total = UNREACHED;
        for (let j = low; j <= high; j++)
            total = Math.min(total, (this.#rows[start + j] ?? 0) + (this.#rest[j] ?? 0));
        for (let entry = trie.entry[node] ?? 0; entry !== 0; entry = trie.entryNext[entry] ?? 0) {
            const penalty = trie.entryPenalty[entry] ?? 0;
            if (total + penalty > this.#bound)
                continue;
            this.found.add(trie.entryName[entry] ?? 0, this.#rows, start, low, high, penalty);
        }
    }
}
function leastAhead(rest) {
    const ahead = rest.slice();
    for (let j = ahead.length - 2; j >= 0; j--)
        ahead[j] = Math.min(ahead[j] ?? 0, ahead[j + 1] ?? 0);
    return ahead;
}
