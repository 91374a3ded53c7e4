import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { attributes, xml } from '../../src/cxml/xml.ts'

/** The text of a document, or the parser's complaint. */
function textOf(document: string): string {
  let text = ''
  const parser = new SaxesParser()
  parser.on('text', (part) => {
    text += part
  })
  parser.write(document).close()
  return text
}

describe('the xml template', () => {
  test('escapes a caller named A & B <C>', () => {
    const name = 'A & B <C> "D" \'E\''
    const { markup } = xml`<Say>${name}</Say>`
    expect(markup).toBe("<Say>A &amp; B &lt;C&gt; &quot;D&quot; 'E'</Say>")
    expect(textOf(markup)).toBe(name)
  })

  test('escapes what is put into attributes', () => {
    expect(xml`<Gather${attributes({ action: '/a?b=1&c="2"', none: undefined, keys: 4 })}/>`.markup).toBe(
      '<Gather action="/a?b=1&amp;c=&quot;2&quot;" keys="4"/>',
    )
  })

  test('keeps what it made itself, and lets missing values vanish', () => {
    expect(xml`<A>${[xml`<B/>`, xml`<C/>`]}${undefined}${3}</A>`.markup).toBe('<A><B/><C/>3</A>')
  })

  test('leaves out what XML cannot hold', () => {
    const { markup } = xml`<Say>${'a\u0000b\u001fc\ud800d\uffffe 😀'}</Say>`
    expect(textOf(markup)).toBe('abc\ufffdde 😀')
  })
})

test('nothing but the template makes a piece of XML', () => {
  // @ts-expect-error an object with markup is not a piece of XML
  expect(xml`<a>${{ markup: '<b/>' }}</a>`.markup).toBe('<a><b/></a>')
})
