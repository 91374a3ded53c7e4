import { methodOf, resolveUrl, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { type Fault, method, textOnly } from '../rule.ts'
import { type Element, textOf } from '../xml.ts'

/** Redirect: the call goes on with another document. */
export const redirect: Verb = {
  name: 'Redirect',
  status: 'played',
  page: cxmlPage('redirect'),
  does: 'Followed',
  rule: textOnly({ method }, checkRedirect),
  run: (_line, document, element) => {
    // an empty reference is the document itself, as for any relative URL
    const url = resolveUrl(textOf(element), document.url).href
    return { next: { purpose: 'redirect', method: methodOf(element.attributes.method), url, fields: {} } }
  },
}

function checkRedirect(element: Element): Fault[] {
  if (textOf(element) !== '') return []
  return [
    {
      code: 11100,
      what: '<Redirect> holds no URL',
      platform: 'an empty URL is that of this same document, which is requested again, in a loop',
      fix: 'put the URL of the next step into it',
      severity: 'warning',
    },
  ]
}
