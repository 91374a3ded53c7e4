// Looks up known advisories of the production dependencies. High and critical ones fail the run. Where no advisory
// service answers, the log says so.
import { execFile } from 'node:child_process'

const LIMIT_MS = 60_000

const report = await new Promise((resolve) => {
  // npm exits with 1 both when it finds something and when it cannot ask; its output tells which.
  const options = { timeout: LIMIT_MS, maxBuffer: 50_000_000 }
  execFile('npm', ['audit', '--omit=dev', '--json'], options, (_error, printed) => resolve(printed))
})
const { metadata, vulnerabilities } = read(report)

if (!metadata?.vulnerabilities) {
  console.log('ADVISORIES WERE NOT LOOKED UP: the registry has no advisory service, or it did not answer.')
} else {
  const { high, critical, total } = metadata.vulnerabilities
  console.log(
    `Advisories of the dependencies in production: ${total}, of them ${high} high and ${critical} critical.`,
  )
  for (const { name, severity, range } of Object.values(vulnerabilities))
    console.log(`  ${severity}: ${name} ${range}`)
  if (high + critical > 0) process.exitCode = 1
}

function read(json) {
  try {
    return JSON.parse(json)
  } catch {
    return {}
  }
}
