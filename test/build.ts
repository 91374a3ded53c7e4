import { execFileSync } from 'node:child_process'

/** Tests that start real processes run what `npm start` runs, built from the source as it is now. */
export default function build() {
  execFileSync('npm', ['run', '-s', 'prepare'], { cwd: new URL('..', import.meta.url), stdio: 'inherit' })
}
