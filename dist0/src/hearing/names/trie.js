import { grown } from './growing.js';
/**
 * Pronunciations that share their beginnings. Node 0 is the root. Each node has its phoneme, its first child, its next
 * sibling and its first entry; an entry is a name that ends there, with what it costs to take it for that name, and
 * the next entry of the same node. 0 stands for "none". All of it lies in a few typed arrays.
 */
export class Trie {
    label = new Uint8Array(1024);
    child = new Uint32Array(1024);
    sibling = new Uint32Array(1024);
    entry = new Uint32Array(1024);
    nodeCount = 1;
    entryName = new Uint32Array(1024);
    entryPenalty = new Uint8Array(1024);
    entryNext = new Uint32Array(1024);
    entryCount = 1;
    depth = 0;
    /** Adds a way to say name number `name`. */
    add(sounds, name, penalty) {
        let node = 0;
        for (const phoneme of sounds)
            node = this.#childOf(node, phoneme);
        this.depth = Math.max(this.depth, sounds.length);
        this.#addEntry(node, name, penalty);
    }
    #childOf(node, phoneme) {
        let child = this.child[node] ?? 0;
        while (child !== 0 && this.label[child] !== phoneme)
            child = this.sibling[child] ?? 0;
        return child === 0 ? this.#addChild(node, phoneme) : child;
    }
    #addChild(node, phoneme) {
        const added = this.nodeCount++;
        this.label = grown(this.label, this.nodeCount);
        this.child = grown(this.child, this.nodeCount);
        this.sibling = grown(this.sibling, this.nodeCount);
        this.entry = grown(this.entry, this.nodeCount);
        this.label[added] = phoneme;
        this.sibling[added] = this.child[node] ?? 0;
        this.child[node] = added;
        return added;
    }
    #addEntry(node, name, penalty) {
        const added = this.entryCount++;
        this.entryName = grown(this.entryName, this.entryCount);
        this.entryPenalty = grown(this.entryPenalty, this.entryCount);
        this.entryNext = grown(this.entryNext, this.entryCount);
        this.entryName[added] = name;
        this.entryPenalty[added] = penalty;
        this.entryNext[added] = this.entry[node] ?? 0;
        this.entry[node] = added;
    }
}
