import { expect, test } from 'vitest'
import { parseName } from '../../../src/hearing/names/parse-name.ts'

test.each([
  ['My name is John Smith.', 'john smith'],
  ["my name's john smith", 'john smith'],
  ["Hi, it's John Smith calling.", 'john smith'],
  ["um yeah it's uh John Smith", 'john smith'],
  ['you’re speaking with John Smith', 'john smith'],
  ['Mr. John Smith', 'john smith'],
  ['John R Smith', 'john smith'],
  ['John Smith John Smith', 'john smith'],
  ['John, Smith.', 'john smith'],
  ['last name Smith first name John', 'john smith'],
  ['First name John, last name Smith.', 'john smith'],
  ['last name Smith, first name John, thank you', 'john smith'],
  ['mi apellido es García y mi nombre es José', 'jose garcia'],
  ['me llamo José Álvarez', 'jose alvarez'],
  ['John Smith born January fifth nineteen sixty six', 'john smith'],
  ['John Smith, I was born March tenth', 'john smith'],
  ['Jose O Neill', 'jose oneill'],
  ['J O H N S M I T H', 'johnsmith'],
])('"%s" says the name "%s"', (heard, name) => {
  expect(parseName(heard).words.join(' ')).toBe(name)
})

test('a comma may have turned the name round', () => {
  expect(parseName('Smith, John').turned).toEqual(['john', 'smith'])
  expect(parseName('John Smith').turned).toBeUndefined()
})

test.each(['', '   ', '...', '?!', '12345', 'um', 'uh yeah hello', '\u0000\u0007', '٣٤٥', '🙂🙂'])(
  'there is no name in %j',
  (heard) => {
    expect(parseName(heard).words).toEqual([])
  },
)

test.each([
  ['Juan Gomez G O M E Z', 'juan gomez', 'gomez'],
  ['Juan Gomez G-O-M-E-Z.', 'juan gomez', 'gomez'],
  ['Carol King K I M G', 'carol king', 'kimg'],
  ['Sanjay Le L E', 'sanjay le', 'le'],
  ['John Smyth S M Y T H', 'john smyth', 'smyth'],
  ['Ann Will double u I double L', 'ann will', 'will'],
  ['Bo Bass B as in boy A S S', 'bo bass', 'bass'],
])('"%s" is %s and the letters %s', (heard, name, letters) => {
  const { words, spelled } = parseName(heard)
  expect({ name: words.join(' '), spelled }).toEqual({ name, spelled: letters })
})

test.each([
  ['C J Miller', 'c j miller'],
  ['my name is T.J. Hooper', 't j hooper'],
  ['CJ Miller please', 'c j miller'],
  ['JRR Tolkien', 'j r r tolkien'],
  ['John R. Smith', 'john r smith'],
  ['John Smith', ''],
])('"%s" has the initials of "%s"', (heard, name) => {
  const { initials, spelled } = parseName(heard)
  expect({ name: initials.join(' '), spelled }).toEqual({ name, spelled: '' })
})

test('a text of 5,000 characters is cut, not worked through', () => {
  expect(parseName('John Smith '.repeat(500)).words.length).toBeLessThanOrEqual(10)
})
