/** The array itself while `length` fits, otherwise one of twice the size with the same content. */
export function grown(array, length) {
    if (length <= array.length)
        return array;
    const size = Math.max(length, array.length * 2) * array.BYTES_PER_ELEMENT;
    const bytes = new Uint8Array(size);
    bytes.set(new Uint8Array(array.buffer));
    // The constructor of an array's own kind makes that kind again; TypeScript cannot follow it.
    return new array.constructor(bytes.buffer);
}
