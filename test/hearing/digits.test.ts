import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDigits } from '../../src/hearing/digits.ts'
import type { Language } from '../../src/hearing/heard.ts'

const say = (speech: string, length = 4, language: Language = 'en-US') =>
  parseDigits({ speech, digits: '' }, length, language)
const press = (digits: string, speech = '') => parseDigits({ speech, digits }, 4, 'en-US')

describe('keys', () => {
  test('the keys pressed are the digits, whatever was also said', () => {
    expect(press('1995')).toBe('1995')
    expect(press('0042', 'one nine nine five')).toBe('0042')
  })

  test('pound and star around them do not matter', () => {
    expect(press('1995#')).toBe('1995')
    expect(press('*1995')).toBe('1995')
  })

  test('too few, too many or interrupted keys are asked for again', () => {
    for (const keys of ['199', '19955', '19*95', '*', '#', '0']) expect(press(keys)).toBeUndefined()
  })
})

describe('English', () => {
  test.each([
    ['1990', 'nineteen ninety|nineteen ninety please|19 90 thanks|it is nineteen ninety, thank you'],
    ['1000', 'one thousand|a thousand|one zero zero zero'],
    ['1995', '1995|1995.|19 95|1 9 9 5|1-9-9-5|1,995|$19.95|19:95|199-5|1.9.9.5|(1995)|1995#|1995?'],
    [
      '1995',
      'one nine nine five|One. Nine. Nine. Five.|nineteen ninety five|Nineteen ninety-five.|19 ninety five',
    ],
    [
      '1995',
      'nineteen hundred ninety five|nineteen hundred and ninety-five|19 hundred 95|1900 95|1900 and 95',
    ],
    [
      '1995',
      'one thousand nine hundred ninety five|1 thousand 9 hundred 95|thousand nine hundred ninety five',
    ],
    [
      '1995',
      'one double nine five|1 double 9 5|1 double 95|one nine ninety five|nineteen nine five|nineteen 9 5|one 995',
    ],
    ['1995', 'one niner niner five|one nine... nine... five|one nine, um, nine five|one nine dash nine five'],
    ['1995', 'it is 1995|my PIN is 1995|born in nineteen ninety five|uh my pin number is 1 9 9 5 please'],
    [
      '1995',
      "that's one nine nine five thank you|I was born in '1995'|the year 1995|Sorry, it's 1995|oh, 1995|oh it's 1995",
    ],
    [
      '1995',
      'my four digit pin is 1995|my 4-digit PIN is one nine nine five|one moment, 1995|1995 for Example Man',
    ],
    ['1995', '1995 1995|1995, one nine nine five|1995, yes 1995|nineteen ninety five nineteen ninety five'],
    [
      '2005',
      '2005|20 05|200 5|2000 5|2000 and 5|20 oh 5|twenty oh five|twenty o five|two thousand five|two thousand and five',
    ],
    [
      '2005',
      'two double oh five|two oh oh five|two zero zero five|two thousand oh five|2 thousand 5|two double zero five',
    ],
    ['2000', 'two thousand|2 thousand|two triple zero|two oh oh oh|two three zeros|twenty double oh'],
    [
      '0042',
      'double oh four two|double oh forty two|zero zero forty-two|oh oh four two|o o 42|two zeros four two',
    ],
    [
      '0007',
      'triple zero seven|triple oh seven|zero zero zero seven|treble zero seven|three zeros seven|000 7',
    ],
    [
      '1905',
      'nineteen oh five|nineteen o five|19 0 5|nineteen hundred five|nineteen hundred and five|nineteen hundred oh five',
    ],
    [
      '4821',
      'four eight two one|forty eight twenty one|48 21|for ate to one|fore eight too won|48 to 1|4 8 too 1',
    ],
    [
      '5555',
      'four fives|double five double five|triple five five|five triple five|quadruple five|fifty five fifty five|55 55',
    ],
    ['1066', 'ten sixty six|ten 66|one oh six six|one oh double six|ten double six'],
    ['4201', 'forty two oh one|forty-two zero one|four two oh one|42 01|42 oh 1'],
    ['1230', '12:30|12.30|twelve thirty|twelve three zero|twelve hundred thirty'],
    ['9000', 'nine thousand|nine oh oh oh|ninety double oh'],
    ['7300', 'seventy three hundred|seventy three double oh|seven thousand three hundred'],
    ['2222', 'two two two two|four twos|two to two to|to two too two|double two double two'],
    ['1995', '１９９５|١٩٩٥|१९९५|১৯৯৫|𝟙𝟡𝟡𝟝|①⑨⑨⑤|19\u200b95|19\u000095|密码是1995|мой код 1995'],
    ['2005', '2oo5|2OO5|20o5'],
  ])('%s: %s', (digits, forms) => {
    for (const form of forms.split('|')) {
      expect({ form, heard: say(form) }).toEqual({ form, heard: digits })
    }
  })

  test('PINs of five to eight digits are heard in the same ways', () => {
    expect(say('one two three four five', 5)).toBe('12345')
    expect(say('oh seven oh one ninety five', 6)).toBe('070195')
    expect(say('twelve thirty four fifty six', 6)).toBe('123456')
    expect(say('one hundred twenty three, four hundred fifty six', 6)).toBe('123456')
    expect(say('one hundred twenty three thousand four hundred fifty six', 6)).toBe('123456')
    expect(say('1234 5678', 8)).toBe('12345678')
    expect(say('1995 1995', 8)).toBe('19951995')
    expect(say('double one double two double three double four', 8)).toBe('11223344')
  })

  test('what was taken back is asked for again', () => {
    const forms =
      'no wait, 1996|no wait 1 9 9 6|1996 no 1995|1 9 9 6 sorry 1 9 9 5|1995 I mean 1996|not 1995|1995 no'
    const more =
      '|1996 actually 1995|199 wait 1995|1995 or 1996|1995, scratch that, 1996|1995 1996|1995 and 1996'
    for (const form of (forms + more).split('|'))
      expect({ form, heard: say(form) }).toEqual({ form, heard: undefined })
  })

  test('other numbers, and ordinary words that sound like digits, are no PIN', () => {
    const forms =
      'one|to be honest I forgot|wait for me|for what|what|no|ninety five|19|19955|five and five oh|199 for me'
    const more = "|I'm 31, born in 1995|March 5th, 1995|the 1990s|1995a|a hundred|I won too|oh oh|-|point"
    for (const form of (forms + more).split('|')) {
      expect({ form, heard: say(form) }).toEqual({ form, heard: undefined })
    }
  })

  test('digits that were probably misheard are asked for again', () => {
    const forms =
      'nine one fifty eight|nine one hundred eighty|three hundred seven nine|thirty hundred seventy nine'
    const more =
      '|twenty seven eight eight|one nine to five|eighty and zero five|seven three zero thirty|nineteen ninety fyve|nineteen ninety to|nineteen ninety for me|two thousand and fyve|one level nine five'
    for (const form of (forms + more).split('|'))
      expect({ form, heard: say(form) }).toEqual({ form, heard: undefined })
  })
})

describe('Spanish', () => {
  test.each([
    ['1995', '1995.|uno nueve nueve cinco|diecinueve noventa y cinco|mil novecientos noventa y cinco'],
    [
      '1995',
      'diez y nueve noventa y cinco|uno nueve noventa y cinco|uno doble nueve cinco|19 noventa y cinco',
    ],
    ['1995', 'es el uno nueve nueve cinco|mi pin es 1995 por favor|nací en mil novecientos noventa y cinco'],
    ['1995', 'mi clave de cuatro dígitos es 1995|un momento, 1995'],
    [
      '2005',
      'dos mil cinco|Dos mil cinco.|veinte cero cinco|dos cero cero cinco|dos doble cero cinco|2 mil 5|dos mil cero cinco',
    ],
    ['0042', 'cero cero cuatro dos|doble cero cuarenta y dos|cero cero cuarenta y dos|dos ceros cuatro dos'],
    [
      '1622',
      'dieciséis veintidós|diez y seis veinte y dos|uno seis veintidós|mil seiscientos veintidós|16 22',
    ],
    [
      '3421',
      'treinta y cuatro veintiuno|tres mil cuatrocientos veintiuno|tres cuatro veintiuno|treinta y cuatro dos uno',
    ],
    ['2024', 'dos mil veinticuatro|veinte veinticuatro|dos cero dos cuatro|dos mil veinte y cuatro'],
    ['0007', 'triple cero siete|tres ceros siete|cero cero cero siete'],
    ['1100', 'mil cien|once cero cero|once doble cero'],
    ['1905', 'mil novecientos cinco|diecinueve cero cinco'],
    ['1015', 'mil quince|diez quince'],
  ])('%s: %s', (digits, forms) => {
    for (const form of forms.split('|')) {
      expect({ form, heard: say(form, 4, 'es-US') }).toEqual({ form, heard: digits })
    }
  })

  test('what was taken back, and what is no number, is asked for again', () => {
    const forms =
      '1996 perdón 1995|no, 1995|uno|no sé|ayuda|1995 digo 1996|espere 1995|cinco o seis|noventa y cinco'
    for (const form of forms.split('|')) {
      expect({ form, heard: say(form, 4, 'es-US') }).toEqual({ form, heard: undefined })
    }
  })
})

test('a caller may say the digits in the other language', () => {
  expect(say('one nine nine five', 4, 'es-US')).toBe('1995')
  expect(say('nineteen ninety five', 4, 'es-US')).toBe('1995')
  expect(say('mil novecientos noventa y cinco', 4, 'en-US')).toBe('1995')
  expect(say('mi pin es uno nueve nueve cinco', 4, 'en-US')).toBe('1995')
})

const ones = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const unos = ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve']
const pin = fc
  .integer({ min: 4, max: 8 })
  .chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)))
const separator = fc.constantFrom(' ', ', ', '. ', ' um ', '-', '... ')

test('digits said or written one by one come back, with any pauses', () => {
  fc.assert(
    fc.property(pin, fc.constantFrom(ones, unos), separator, (digits, names, pause) => {
      const language = names === unos ? 'es-US' : 'en-US'
      const spoken = [...digits].map((digit) => names[Number(digit)]).join(pause)
      expect(say(spoken, digits.length, language)).toBe(digits)
      expect(say([...digits].join(pause), digits.length, language)).toBe(digits)
    }),
  )
})

test('whatever is heard, the answer has the right length or there is none', () => {
  const word = fc.constantFrom(
    ...ones,
    ...unos,
    'double',
    'and',
    'y',
    'mil',
    'hundred',
    'thousand',
    'ninety',
    'to',
    '19',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(word).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 4, max: 8 }),
      fc.constantFrom<Language>('en-US', 'es-US'),
      (speech, length, language) => {
        expect(say(speech, length, language) ?? '0'.repeat(length)).toMatch(new RegExp(`^[0-9]{${length}}$`))
      },
    ),
  )
})

test.each([
  ['letters', 'a'.repeat(5_000)],
  ['digits', '9'.repeat(5_000)],
  ['zeros after a thousand', `two thousand ${'oh '.repeat(1_600)}`],
  ['words for digits', 'nine '.repeat(1_000)],
  ['hundreds', 'hundred and '.repeat(400)],
  ['doubles', 'double '.repeat(700)],
  ['control characters', '\u0000\u0007\u001b'.repeat(1_600)],
  ['punctuation', '.,;!'.repeat(1_250)],
])('5,000 characters of %s are answered at once', (_, speech) => {
  const started = performance.now()
  expect(say(speech)).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(500)
})
