import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exists, packageJson, pages, phonePackage, read } from './pages.ts'

const LINK = /\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm
const FENCED = /^```[\s\S]*?^```/gm
const FILE = /`((?:\.ci|bench|data|docs|phone|routes|src|test)\/[\w./-]*)`/g

describe.each(pages)('%s', (page) => {
  test('links only to files and headings that exist', () => {
    const links = [...read(page).replace(FENCED, '').matchAll(LINK)].map(
      ([, inline, below]) => inline ?? below,
    )
    const broken = links.filter((link = '') => !/^https?:/.test(link) && !leadsSomewhere(page, link))
    expect(broken).toEqual([])
  })

  test('names only commands that exist', () => {
    const named = [...read(page).matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name]) => name)
    const { scripts } = page.startsWith('phone/') ? phonePackage : packageJson
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  })

  test('names only files that exist', () => {
    const named = [...read(page).matchAll(FILE)].map(([, path = '']) => path)
    expect(named.filter((path) => !exists(path))).toEqual([])
  })
})

test('variables are set without a comment behind the value, which systemd and Docker would take for a part of it', () => {
  const all = [...pages, '.env.example'].map(read).join('\n')
  const set = [...all.matchAll(/^#?[A-Z][A-Z_]+=.*$/gm)].map(([line]) => line)
  expect(set.length).toBeGreaterThan(20)
  expect(set.filter((line) => line.includes(' #'))).toEqual([])
})

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#')
  const file = path === '' ? page : posix.join(posix.dirname(page), path)
  if (!exists(file)) return false
  return heading === undefined || headingsOf(file).includes(heading)
}

/** The anchors that GitHub gives a page's headings. */
function headingsOf(file: string): string[] {
  const headings = [
    ...read(file)
      .replace(FENCED, '')
      .matchAll(/^#+ (.*)$/gm),
  ]
  return headings.map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
