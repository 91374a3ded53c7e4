import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { steps } from '../../routes/index.ts'
import { packageJson, pages, read, root, terminalOf } from './pages.ts'

const run = promisify(execFile)
const readme = read('README.md')
const MOST_WORDS = 1_100

/** The sample's appointment moves on year by year. */
const undated = (text: string) =>
  text.replace(/on \w+, December 15th(, \d{4})? at/g, 'on DAY, December 15th at')

describe('the README', () => {
  test('begins with a call as the phone prints it', async () => {
    const [command = ''] = /npm run -s phone .*/.exec(readme) ?? []
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
    const env = { ...process.env, NODE_ENV: '', PORT: '0', DATABASE_URL: `file:${folder}/a.db` }
    const { stdout } = await run('sh', ['-c', command], { cwd: root, env })
    // A port of its own, because another server may run on 3000.
    const printed = stdout.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:3000')
    expect(undated(printed).trim()).toBe(undated(terminalOf('README.md', command)).trim())
  })

  test('draws every step of a call', () => {
    const [drawing = ''] = /```text\n[^`]*POST \/voice[^`]*```/.exec(readme) ?? []
    const drawn = [...drawing.matchAll(/POST \/([\w-]+)/g)].map(([, step]) => step)
    expect(drawn.sort()).toEqual(['voice', ...Object.keys(steps), 'operator', 'sms'].sort())
  })

  test.each(['npm ci && npm start', 'npm ci && npm test'])('has the command "%s"', (command) => {
    expect(readme.split('\n')).toContain(command)
  })

  test('links every page once', () => {
    const others = pages.filter(
      (page) => /^[A-Z]+\.md$|^docs\/[\w-]+\.md$/.test(page) && page !== 'README.md',
    )
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link)
    for (const page of [...others, 'docs/decisions/'])
      expect(
        links.filter((link) => link === page),
        page,
      ).toHaveLength(1)
  })

  test('is one page long', () => {
    expect(readme.split(/\s+/).length).toBeLessThanOrEqual(MOST_WORDS)
  })
})

test('every dependency is justified', () => {
  const page = read('docs/dependencies.md')
  for (const name of Object.keys(packageJson.dependencies)) expect(page).toContain(`| ${name} `)
})
