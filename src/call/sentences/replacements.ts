import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '../../hearing/heard.ts'
import { shipped } from './catalogues.ts'
import { type Catalogue, placeholders, type SentenceKey, type Sentences, sentencesOf } from './sentences.ts'

/** Leaves room for a name, a date and a note within the 4,096 characters that `<Say>` takes. */
const MAX_SENTENCE_CHARACTERS = 1_000

/** What is wrong with the replacement files, one line for each fault. */
export class ReplacementError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'ReplacementError'
    this.faults = faults
  }
}

/**
 * The sentences of every language, those in `folder/en-US.json` and `folder/es-US.json` in place of the shipped ones.
 * Throws a `ReplacementError` that names file and key of every fault.
 */
export function loadSentences(folder: string | undefined): Record<Language, Sentences> {
  const faults: string[] = []
  const names = folder === undefined ? [] : listFiles(folder, faults)
  const load = (language: Language): Sentences => {
    const name = `${language}.json`
    if (folder === undefined || !names.includes(name)) return sentencesOf(shipped[language])
    return sentencesOf({ ...shipped[language], ...readReplacements(join(folder, name), faults) })
  }
  const loaded = { 'en-US': load('en-US'), 'es-US': load('es-US') }
  if (faults.length > 0) throw new ReplacementError(faults)
  return loaded
}

// A file that no language would read is a misspelt one, and its sentences would be missing in silence.
function listFiles(folder: string, faults: string[]): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    const wanted = languages.map((language) => `${language}.json`)
    const strangers = names.filter((name) => !wanted.includes(name))
    faults.push(
      ...strangers.map((name) => `${join(folder, name)}: no such language, expected ${wanted.join(' or ')}`),
    )
    return names
  } catch {
    faults.push(`PROMPTS_DIR ${folder}: cannot be read as a folder`)
    return []
  }
}

function readReplacements(file: string, faults: string[]): Partial<Catalogue> {
  const replacements: Partial<Catalogue> = {}
  for (const [key, text] of Object.entries(readObject(file, faults))) {
    const fault = isSentenceKey(key) ? findFault(key, text) : 'there is no sentence of this name'
    if (fault !== undefined) faults.push(`${file}: ${key}: ${fault}`)
    else if (isSentenceKey(key) && typeof text === 'string') replacements[key] = text
  }
  return replacements
}

function readObject(file: string, faults: string[]): object {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content
    faults.push(`${file}: must be an object of sentences by name`)
  } catch (error) {
    faults.push(`${file}: ${error instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read'}`)
  }
  return {}
}

function isSentenceKey(key: string): key is SentenceKey {
  return Object.hasOwn(placeholders, key)
}

function findFault(key: SentenceKey, text: unknown): string | undefined {
  if (typeof text !== 'string') return 'must be text'
  if (text.trim() === '') return 'must not be empty'
  if (text.length > MAX_SENTENCE_CHARACTERS) return `must be at most ${MAX_SENTENCE_CHARACTERS} characters`
  if (/\p{Cc}/u.test(text)) return 'must not hold control characters'
  return findPlaceholderFault(placeholders[key], text)
}

function findPlaceholderFault(wanted: readonly string[], text: string): string | undefined {
  const found = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')
  const missing = wanted.find((name) => !found.includes(name))
  if (missing !== undefined) return `must hold {${missing}}`
  const stranger = found.find((name) => !wanted.includes(name))
  return stranger === undefined ? undefined : `{${stranger}} has no value here`
}
