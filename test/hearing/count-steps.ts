/**
 * The characters that regular expressions look at during some work, and every expression that was used. An expression
 * that does not backtrack looks at a character a fixed number of times, so that the count bounds the work on any machine.
 */
export function countSteps(work: () => unknown): { steps: number; used: RegExp[] } {
  const original = RegExp.prototype.exec
  const used = new Map<string, RegExp>()
  let steps = 0
  // All that search a text (match, replace, search, split, test) go through `exec` where it is not the built-in one.
  RegExp.prototype.exec = function (text: string) {
    const start = this.global || this.sticky ? this.lastIndex : 0
    const found = original.call(this, text)
    used.set(String(this), this)
    // A sticky expression tries one place only, and a match ends the search.
    if (this.sticky) steps += 1 + (found?.[0].length ?? 0)
    else steps += (found ? found.index + found[0].length : text.length) - start + 1
    return found
  }
  try {
    work()
  } finally {
    RegExp.prototype.exec = original
  }
  return { steps, used: [...used.values()] }
}
