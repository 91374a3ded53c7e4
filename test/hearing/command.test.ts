import { expect, test } from 'vitest'
import { parseCommand, parseLanguage } from '../../src/hearing/command.ts'
import type { Language } from '../../src/hearing/heard.ts'

const said = (speech: string) => ({ speech, digits: '' })
const pressed = (digits: string) => ({ speech: '', digits })

function expectEach(forms: string, language: Language, expected: string | undefined): void {
  for (const form of forms.split('|')) {
    expect({ form, command: parseCommand(said(form), language) }).toEqual({ form, command: expected })
  }
}

test('names that sound like a wish, and a polite no, are neither', () => {
  expectEach('May Person|Le Que|Su Persona|Lo Como|Will Agent|Rob Operator', 'en-US', undefined)
  expectEach('no, perdón|no, disculpe|no, mande', 'es-US', undefined)
  expectEach('a person|an agent please|may I speak to a person', 'en-US', 'operator')
})

test('a lone 0 asks for the operator and a lone star for the last thing again', () => {
  expect(parseCommand(pressed('0'), 'en-US')).toBe('operator')
  expect(parseCommand(pressed('0#'), 'en-US')).toBe('operator')
  expect(parseCommand(pressed('*'), 'en-US')).toBe('repeat')
  for (const keys of ['00', '0042', '1', '*1', '#', '1995'])
    expect(parseCommand(pressed(keys), 'en-US')).toBeUndefined()
})

test('a caller asks for a person in many ways', () => {
  const forms =
    'Operator.|operator please|OPERATOR!|representative|a human please|agent|Can I speak to a real person?'
  const more =
    "|I'd like to talk to someone|I want to speak with a representative|get me an operator|live agent|help|zero"
  const others =
    '|Please connect me to the front desk|could you transfer me to a person please|um, operator|no, operator|rep'
  expectEach(forms + more + others, 'en-US', 'operator')
  const spanish =
    'operadora|Operador, por favor.|quiero hablar con una persona|necesito un representante|¿Me puede comunicar con alguien?'
  expectEach(`${spanish}|ayuda|páseme con un agente|cero|hablar con un ser humano`, 'es-US', 'operator')
})

test('a caller asks for the last thing again in many ways', () => {
  const forms =
    'repeat|Repeat that, please.|can you repeat that|could you say that again please?|what?|What was that?|pardon'
  const more =
    "|sorry?|excuse me|huh|say again|come again|I didn't hear you|I didn't catch that, sorry|one more time please|what did you say"
  expectEach(forms + more, 'en-US', 'repeat')
  const spanish =
    '¿Cómo?|repita por favor|¿me lo puede repetir?|otra vez|¿Mande?|¿Qué dijo?|no le entendí|perdón|¿puede repetir la pregunta, por favor?'
  expectEach(spanish, 'es-US', 'repeat')
})

test('either language is understood on a line in the other', () => {
  expectEach('operator|representative please', 'es-US', 'operator')
  expectEach('operadora|quiero hablar con alguien', 'en-US', 'operator')
  expectEach('repeat that', 'es-US', 'repeat')
})

test('names, PINs and answers are no commands', () => {
  const forms =
    'My name is Operator|Rep Eat|Jane Operator|Will Person|Grace Staff|Agent Smith|What Simon|Como Perry|Pardon Jones'
  const more =
    '|Manny Cero|one nine nine five|oh|yes|no|please|thank you|Example Man||repeat after me Jane|help desk Bob|What i know five'
  expectEach(forms + more, 'en-US', undefined)
  expectEach(
    'Ayuda Pérez|sí|no|gracias|por favor|no soy yo|uno nueve nueve cinco|María Operadora',
    'es-US',
    undefined,
  )
})

test('a story is no command, however long', () => {
  expectEach('operator '.repeat(600), 'en-US', undefined)
  expectEach('i want to speak to '.repeat(250), 'en-US', undefined)
  expectEach('\u0000\u001b'.repeat(2_500), 'en-US', undefined)
})

test('the language is chosen by 2 or by its name', () => {
  for (const form of [
    'Español.',
    'espanol',
    'en español por favor',
    'Spanish',
    'Spanish please',
    'dos',
    'two',
    'hablo español',
  ]) {
    expect({ form, language: parseLanguage(said(form)) }).toEqual({ form, language: 'es-US' })
  }
  for (const form of ['English', 'in English please', 'inglés', 'Do you speak English?']) {
    expect({ form, language: parseLanguage(said(form)) }).toEqual({ form, language: 'en-US' })
  }
  expect(parseLanguage(pressed('2'))).toBe('es-US')
  expect(parseLanguage(pressed('2#'), 'en-US')).toBe('en-US')
})

test('a name, other keys and silence choose no language', () => {
  for (const form of [
    'Jane English',
    'English Johnson',
    'John Spanish',
    '',
    'two Johns',
    'x '.repeat(2_500),
  ]) {
    expect({ form, language: parseLanguage(said(form)) }).toEqual({ form, language: undefined })
  }
  for (const keys of ['1', '22', '0', '*']) expect(parseLanguage(pressed(keys))).toBeUndefined()
})
