import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sentences, shipped } from '../../src/call/sentences/catalogues.ts'
import { loadSentences, ReplacementError } from '../../src/call/sentences/replacements.ts'
import { placeholders } from '../../src/call/sentences/sentences.ts'
import { languages } from '../../src/hearing/heard.ts'

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'prompts-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

function faultsOf(folder: string): readonly string[] {
  try {
    loadSentences(folder)
    return []
  } catch (error) {
    if (error instanceof ReplacementError) return error.faults
    throw error
  }
}

test.each(languages)('every sentence in %s carries exactly the values it needs', (language) => {
  for (const [key, text] of Object.entries(shipped[language])) {
    const found = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    expect({ key, found: found.sort() }).toEqual({ key, found: [...placeholders[key as never]].sort() }) // keys of the same type
  }
})

test('the caller is asked for the year of birth when a PIN has four digits, else for the PIN', () => {
  const say = sentences['en-US']
  expect(say.askPin('Example Man', 4)).toBe('Example Man, please enter the year you were born.')
  expect(say.askPin('Example Man', 6)).toBe('Example Man, please enter your 6 digit PIN.')
  expect(say.askPin(undefined, 4)).toBe('Please enter the year you were born.')
  expect(say.askPin(undefined, 8)).toBe('Please enter your 8 digit PIN.')
})

test('the appointment is told by name and time', () => {
  expect(sentences['en-US'].appointment('Example Man', 'on Tuesday, December 15th at 2 PM')).toBe(
    'Example Man, your appointment is on Tuesday, December 15th at 2 PM.',
  )
  expect(sentences['es-US'].appointment('María Díaz', 'el martes 15 de diciembre a las 2 de la tarde')).toBe(
    'María Díaz, su cita es el martes 15 de diciembre a las 2 de la tarde.',
  )
})

test('a name that looks like a placeholder or a replacement pattern is said as it is', () => {
  expect(sentences['en-US'].appointment("{when} $& $'", 'today')).toBe(
    "{when} $& $', your appointment is today.",
  )
})

test('a sentence is replaced by a file, and the others stay', () => {
  const folder = folderWith({
    'en-US.json': '\uFEFF{"askName": "Hi! Who is calling?", "appointment": "{name}: see you {when}."}',
  })
  const say = loadSentences(folder)
  expect(say['en-US'].askName).toBe('Hi! Who is calling?')
  expect(say['en-US'].appointment('Ann', 'today')).toBe('Ann: see you today.')
  expect(say['en-US'].goodbye).toBe('Goodbye.')
  expect(say['es-US'].goodbye).toBe('Adiós.')
})

test('without a folder the sentences are the shipped ones', () => {
  expect(loadSentences(undefined)['en-US'].askName).toBe(sentences['en-US'].askName)
})

test('every fault of the replacement files is named with its file and key', () => {
  const folder = folderWith({
    'en-US.json': JSON.stringify({
      askNane: 'x',
      toString: 'x',
      appointment: 'Your appointment is {when}.',
      goodbye: 'Bye {name}.',
      wrongPin: 7,
      notFound: ' ',
      askText: 'x'.repeat(1_001),
      notHeard: 'a\u0007b',
    }),
    'es-US.json': '{"askName": ',
    'fr-FR.json': '{}',
  })
  expect(faultsOf(folder).map((fault) => fault.replace(`${folder}/`, ''))).toEqual([
    'fr-FR.json: no such language, expected en-US.json or es-US.json',
    'en-US.json: askNane: there is no sentence of this name',
    'en-US.json: toString: there is no sentence of this name',
    'en-US.json: appointment: must hold {name}',
    'en-US.json: goodbye: {name} has no value here',
    'en-US.json: wrongPin: must be text',
    'en-US.json: notFound: must not be empty',
    'en-US.json: askText: must be at most 1000 characters',
    'en-US.json: notHeard: must not hold control characters',
    'es-US.json: is not valid JSON',
  ])
})

test('a folder that is missing, and a file that is no object, are faults', () => {
  expect(faultsOf('/nowhere')).toEqual(['PROMPTS_DIR /nowhere: cannot be read as a folder'])
  expect(faultsOf(folderWith({ 'es-US.json': '[]' }))[0]).toMatch(/es-US.json: must be an object/)
})
