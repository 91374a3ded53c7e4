import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAnswer } from '../../src/hearing/answer.ts'
import type { Language } from '../../src/hearing/heard.ts'

const answer = (speech: string, language: Language = 'en-US') => parseAnswer({ speech, digits: '' }, language)

function expectEach(forms: string, expected: string, language: Language = 'en-US'): void {
  const heard = forms.split('|').map((form) => ({ form, answer: answer(form, language) }))
  expect(heard.filter((each) => each.answer !== expected)).toEqual([])
}

test('1 is yes, 2 is no, and any other key is unclear', () => {
  const press = (digits: string) => parseAnswer({ speech: '', digits }, 'en-US')
  expect(press('1')).toBe('yes')
  expect(press('1#')).toBe('yes')
  expect(press('2')).toBe('no')
  for (const keys of ['3', '0', '11', '12', '*', '#']) expect(press(keys)).toBe('unclear')
})

test('the keys may be said instead of pressed, and nothing else is a key', () => {
  expectEach('1|one|One.|one please|press one|option one|number 1', 'yes')
  expectEach('2|two|number two|two please', 'no')
  expectEach('uno|uno por favor|opción uno', 'yes', 'es-US')
  expectEach('dos|el dos', 'no', 'es-US')
  expectEach('one moment please|one or two|twenty one|1 2', 'unclear')
})

test('people say yes in many ways', () => {
  expectEach(
    "Yes.|yes|YES!|yeah|yep|yup|yeah that'd be great|yes please|Yes, thank you.|sure|Sure, why not.|sure thing",
    'yes',
  )
  expectEach(
    "okay|OK|alright|all right then|right|correct|that's right|That is correct.|exactly|absolutely|definitely",
    'yes',
  )
  expectEach(
    "of course|please do|please|go ahead|sounds good|sounds great|I'd like that|I would like a text|uh-huh|mm-hmm|mhm",
    'yes',
  )
  expectEach(
    "yes I do|I do|yes I would|I would|that would be great|that's me|it is|yes it is|affirmative|indeed|you bet",
    'yes',
  )
  expectEach(
    'by all means|I confirm|true|I want it|text me|send it|yes no problem|not a problem at all yes|yes I can make it',
    'yes',
  )
  expectEach(
    'well yes|um yeah|oh yes please|I said yes|yes yes yes|yeah I guess so|I think so|no doubt|can you text it to me',
    'yes',
  )
})

test('people say no in many ways', () => {
  expectEach(
    'No.|no|NO|nope|nah|no thanks|No, thank you.|no no no|not now|not really|not at all|never|never mind|uh-uh',
    'no',
  )
  expectEach(
    "that's not right|that is not correct|no that's not right|not correct|that's wrong|incorrect|wrong|wrong person",
    'no',
  )
  expectEach(
    "I don't want it|I do not want a text|I don't think so|don't send it|please don't|don't text me|do not send it",
    'no',
  )
  expectEach(
    "no it isn't|it is not|it's not okay|that isn't me|this is not me|not me|negative|absolutely not|definitely not",
    'no',
  )
  expectEach(
    "of course not|I'd rather not|no need|no way|cancel it|skip it|I'm not interested|not a good idea|not exactly",
    'no',
  )
  expectEach(
    "okay no|okay, no thank you|well no|oh no|I'm not sure that's right no|probably not|I can't|I won't|know|no text please|please do not|no that's fine|I disagree|no I'm good",
    'no',
  )
})

test('people hedge a yes, and what they ask for along with it does not hide it', () => {
  expectEach(
    "I guess so|I think that'd be fine|uh sure go ahead and send it|I'd love one thanks|please send it to my phone|if you could please",
    'yes',
  )
  expectEach(
    "No problem, send it.|no sweat go ahead|don't forget to send it|let's do that|I'm fine with that|sure why don't you do that",
    'yes',
  )
  expectEach(
    'eso estaría bien|Creo que sí.|no hay problema mándelo|si no es molestia|me parece bien|me gustaría que me lo mande',
    'yes',
    'es-US',
  )
})

test('people soften a no, and say why', () => {
  expectEach(
    "nah don't bother|no I'm good thanks|no thanks that's okay|no I am his wife|you don't need to do that|no need to text me",
    'no',
  )
  expectEach(
    "not really|don't worry about it|No I have a pen right here.|nah we're good|no it's okay I'll remember",
    'no',
  )
  expectEach('mejor no|no gracias así está bien|no se moleste|no así déjelo|por ahora no', 'no', 'es-US')
})

test('an idiom with a "no" in it is not taken for a no, and one with a wish in it not for a yes', () => {
  expectEach(
    "I don't see why not|it couldn't hurt|I wouldn't say no|why wouldn't I|not a bad idea|don't worry, send it|I'm not against it",
    'unclear',
  )
  expectEach(
    "yes I mean no|I would love to but no|I'd love to but I can't|no one told me|good bye|I'm not sure, maybe",
    'unclear',
  )
  expectEach(
    'no estaría mal|no me opongo|no, está bien, mándelo|no se preocupe, mándelo|no más mándelo',
    'unclear',
    'es-US',
  )
})

test('what could mean either is unclear', () => {
  expectEach(
    "|what|what?|pardon|maybe|perhaps|I don't know|not sure|help|operator|who is this|one moment please|hold on",
    'unclear',
  )
  expectEach(
    'yes and no|yes or no|yes no|no yes|no yeah|yeah no|no wait yes|yes wait no|yes but no|no problem|no worries',
    'unclear',
  )
  expectEach(
    'is it|is that right|are you sure|can you repeat that|could you confirm|okay let me check|okay hold on|right now',
    'unclear',
  )
  expectEach(
    "not wrong|don't negative|not incorrect|why not|not bad|I don't mind|I'm good|I suppose|probably|whatever|nor",
    'unclear',
  )
  expectEach(
    "no, that's right|no no problem|no okay|well|hmm|thank you|Bob|good grief|okay computer|可以|да|...|\u0000|12",
    'unclear',
  )
  expectEach(
    "I would like to speak to an operator|can I change the time|do I have to|correct or not|yes what time is it|I didn't hear you|you know",
    'unclear',
  )
})

test('people say yes in Spanish', () => {
  expectEach(
    'Sí.|si|SÍ|claro|claro que sí|por supuesto|correcto|exacto|así es|sí por favor|por favor|está bien|sí gracias',
    'yes',
    'es-US',
  )
  expectEach(
    'de acuerdo|cómo no|vale|muy bien|adelante|me gustaría|sí, me gustaría recibirlo|sí quiero|soy yo|es correcto',
    'yes',
    'es-US',
  )
  expectEach(
    'creo que sí|bueno sí|pues sí|sí señora|eso es|perfecto|sí está bien|sí no hay problema|lo confirmo|afirmativo',
    'yes',
    'es-US',
  )
})

test('people say no in Spanish', () => {
  expectEach(
    'No.|no gracias|no señor|no no no|nunca|para nada|negativo|de ninguna manera|no es correcto|eso no es correcto',
    'no',
    'es-US',
  )
  expectEach(
    'no quiero|no, no quiero|no me gustaría|no soy yo|creo que no|claro que no|por supuesto que no|no está bien',
    'no',
    'es-US',
  )
  expectEach(
    'mejor no|ahora no|no hace falta|incorrecto|equivocado|tampoco|no lo quiero|no estoy de acuerdo|bueno no|no, equivocado|no así',
    'no',
    'es-US',
  )
})

test('what could mean either in Spanish is unclear', () => {
  expectEach(
    '|¿cómo?|¿qué?|no sé|no entiendo|quizás|tal vez|hola|ayuda|repita por favor|un momento|¿mande?|perdón|bueno',
    'unclear',
    'es-US',
  )
  expectEach(
    'sí y no|sí no|no sí|no hay problema|por qué no|no importa|no estoy seguro|depende|operadora|sí pero no',
    'unclear',
    'es-US',
  )
})

test('an answer in the other language counts', () => {
  expectEach('sí|sí por favor|claro|por supuesto', 'yes', 'en-US')
  expectEach('yes|yeah|yes please|absolutely', 'yes', 'es-US')
  expectEach('nope|not now|never mind|negativo', 'no', 'es-US')
})

test('a refusal with anything around it is never a yes', () => {
  const refusal = fc.constantFrom(
    'no',
    'nope',
    'no thanks',
    "I don't",
    'not',
    "don't",
    'never',
    'absolutely not',
    'wrong',
  )
  const words = fc.array(
    fc.constantFrom('yes', 'okay', 'right', 'sure', 'please', 'that', 'is', 'Bob', 'correct', 'well'),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(words, refusal, words, (before, no, after) => {
      expect(answer([...before, no, ...after].join(' '))).not.toBe('yes')
    }),
  )
})

test('any text of any length has an answer at once', () => {
  expect(answer('yes '.repeat(1_250))).toBe('unclear')
  expect(answer('y'.repeat(5_000))).toBe('unclear')
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.constantFrom<Language>('en-US', 'es-US'),
      (speech, language) => {
        expect(['yes', 'no', 'unclear']).toContain(answer(speech, language))
      },
    ),
  )
})
