import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
/** Everything that the build reads. */
const sources = ['src', 'routes', 'phone', 'bench', 'package.json', 'package-lock.json']
const configurations = ['tsconfig.json', 'tsconfig.build.json']

/** Tests that start real processes run what `npm start` runs, built from the source as it is now. */
export default function build() {
  if (isBuilt()) return
  execFileSync('npm', ['run', '-s', 'prepare'], { cwd: root, stdio: 'inherit' })
}

/** Whether the last build came to its end, and nothing has changed since its beginning. */
function isBuilt(): boolean {
  const [first, last] = ['phone/dist/index.js', 'dist/built'].map((file) => join(root, file))
  if (!first || !last || !existsSync(first) || !existsSync(last)) return false
  const begun = statSync(first).mtimeMs
  const isOlder = (path: string) => statSync(path).mtimeMs < begun
  const isDone = begun < statSync(last).mtimeMs
  return isDone && [...sources, ...configurations].flatMap(filesIn).every(isOlder)
}

/** A file, or a folder and all that is in it. A folder's time tells what was deleted, unless the build writes there. */
function filesIn(name: string): string[] {
  const path = join(root, name)
  if (!statSync(path).isDirectory()) return [path]
  const found = readdirSync(path, { withFileTypes: true })
  const ours = found.filter((one) => one.name !== 'dist' && one.name !== 'node_modules')
  const inside = ours.flatMap((one) => filesIn(join(name, one.name)))
  return ours.length === found.length ? [path, ...inside] : inside
}
