import { existsSync, readdirSync, readFileSync } from 'node:fs'

export const root = new URL('../..', import.meta.url)

/** Whether there is a file or folder, by its path from the root. */
export const exists = (path: string) => existsSync(new URL(path, root))

/** The text of a file, by its path from the root. */
export const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** Every page, by its path from the root. */
export const pages = ['', 'docs/', 'docs/decisions/', 'data/', 'phone/'].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name),
)

export const packageJson: { scripts: object; dependencies: object } = JSON.parse(read('package.json'))
export const phonePackage: { scripts: object } = JSON.parse(read('phone/package.json'))

/** What a page shows of a terminal: the fenced block that begins with this command, and what was printed. */
export function terminalOf(page: string, command: string): string {
  const blocks = read(page).split('```\n')
  const [, printed = ''] = blocks.find((block) => block.startsWith(`$ ${command}`))?.split(/\n(.*)/s) ?? []
  return printed
}
