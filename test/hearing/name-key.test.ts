import { expect, test } from 'vitest'
import { nameKey } from '../../src/hearing/name-key.ts'

test.each([
  ['Gráinne O’Neill', 'grainne oneill'],
  ['Małgorzata Łuczak', 'malgorzata luczak'],
  ['MARY ANN SMITH', 'mary-ann smith'],
  ['Mary-Ann Smith', 'mary-ann smith'],
  ['Linda Wade-Johnson', 'linda wade-johnson'],
  ['Delores De La Riva', 'delores delariva'],
  ['Robert Mc Kell', 'robert mckell'],
  ['David St. Onge', 'david stonge'],
  ['Dr. Ann Lee', 'ann lee'],
  ['Martin King, Jr.', 'martin king'],
  ['Prince', 'prince'],
  ['Μαρία Παππά', 'μαρια παππα'],
  ['  ', ''],
])('%s is found as "%s"', (name, key) => {
  expect(nameKey(name)).toBe(key)
})
