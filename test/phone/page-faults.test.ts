import { expect, it } from 'vitest'
import { describePage } from './phone-page.ts'

describePage('what goes wrong, in the browser', (openPhone) => {
  it('is named where it stands in the document: what, what the platform does, how to fix it', async () => {
    const { page, choose, dial, hears, says, picture, violations } = await openPhone()
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await choose('How the platform behaves', { 'What is not documented': 'strict' })
    await choose('What goes wrong', { 'The line': 'wrong-case', 'Beginning with': '3' })
    expect(await violations()).toEqual([])
    await dial()
    await hears('Please say your first and last name.')
    await says('Example Woman')
    await hears(/year you were born/)
    await says('1999')
    await hears('The call failed')
    const card = page.locator('pre > div', { hasText: /<say / }).locator('.fault')
    await card.getByText('Element not known here').waitFor()
    expect(await card.locator('dt').allInnerTexts()).toEqual(['What', 'The platform', 'To fix it'])
    expect((await card.locator('dd').allInnerTexts())[2]).toBe('Write <Say>: names are case-sensitive.')
    await picture('phone-dark')
    expect(await violations()).toEqual([])
  })

  it.each([
    ['slow', 'Too slow', 'too late'],
    ['down', 'Server error', '500'],
    ['html', 'Document not readable', '200'],
  ])('has the name it deserves, and no green status: %s', async (fault, title, status) => {
    const { page, choose, dial, hears } = await openPhone()
    await choose('What goes wrong', { 'The line': fault })
    await dial()
    await hears(title)
    await hears(/Sorry, something went wrong on our side/)
    const exchange = page.locator('.exchange').first()
    expect(await exchange.locator('.code').innerText()).toBe(status)
    expect(await exchange.getAttribute('class')).toBe('exchange bad')
  })

  it('stays in sight as a chip, before the call and in it, until it is taken away', async () => {
    const { page, choose, dial, hears, click } = await openPhone()
    const chips = page.getByRole('list', { name: 'Chosen for this call' })
    await choose('What goes wrong', { 'The line': 'slow', 'Beginning with': '2', Texts: 'landline' })
    await choose('How the platform behaves', { 'HTTP redirects': 'refused' })
    const wanted = [
      'Answers too late, from the second answer',
      'Texts: A landline, refused at once',
      'HTTP redirects: refused',
    ]
    expect((await chips.getByRole('listitem').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual(
      wanted,
    )
    await dial()
    await hears('Please say your first and last name.')
    expect(await chips.getByRole('listitem').allInnerTexts()).toEqual(wanted)
    await click('Hang up')
    await click('New call')
    await click(`Remove: ${wanted[0]}`)
    await choose('What goes wrong', {})
    expect(await page.getByRole('combobox', { name: 'The line' }).inputValue()).toBe('none')
    expect(await chips.getByRole('listitem').count()).toBe(2)
  })

  it('is told from a server of the page that went away', async () => {
    const { line, dial, hears, click } = await openPhone()
    await dial()
    await hears('Please say your first and last name.')
    await line.app.close()
    await click('Say “Example Man”')
    await hears('This page lost its server')
    await hears('Start the server again, then call again.')
    await click('Call again')
    await hears('This page lost its server')
  })

  it('is told of a call that cannot be placed', async () => {
    const { page, choose, dial, hears } = await openPhone()
    await choose('Line', {})
    // what the browser itself lets through, and the platform does not
    await page.getByRole('textbox', { name: 'Voice URL' }).fill('ftp://line.example.com/voice')
    await dial()
    await hears('Not called')
    await hears('url: must be an http or https URL.')
  })
})
