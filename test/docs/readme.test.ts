import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = new URL('../..', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')
const { scripts, dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

/** The sample's appointment moves on year by year. */
const undated = (text: string) =>
  text.replace(/on \w+, December 15th(, \d{4})? at/g, 'on DAY, December 15th at')

describe('the README', () => {
  test('opens with a transcript that the phone prints', async () => {
    const [, command = '', transcript = ''] =
      /```\n\$ (npm run -s phone .*)\n([\s\S]*?)```/.exec(readme) ?? []
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
    const env = { ...process.env, NODE_ENV: '', PORT: '0', DATABASE_URL: `file:${folder}/a.db` }
    const { stdout } = await run('sh', ['-c', command], { cwd: root, env })
    expect(undated(stdout).trim()).toBe(undated(transcript).trim())
  })

  test('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name)
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
  })

  test('sets variables without a comment behind the value, which systemd and Docker would take for a part of it', () => {
    const example = readFileSync(new URL('.env.example', root), 'utf8')
    const set = [...`${readme}\n${example}`.matchAll(/^#?[A-Z][A-Z_]+=.*$/gm)].map(([line]) => line)
    expect(set.length).toBeGreaterThan(20)
    expect(set.filter((line) => line.includes(' #'))).toEqual([])
  })

  test('justifies every dependency', () => {
    const table = readme.slice(readme.indexOf('## Dependencies'))
    for (const name of Object.keys(dependencies)) expect(table).toContain(name)
  })
})
