import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import { measureLoad } from '../measure-load.ts'
import { readPeople, writePeople } from '../people.ts'
import { inWorkspace } from '../workspace.ts'

const PEOPLE = 100
/** Before that one would measure the compiler. */
const WARM_UP_SECONDS = 10
/** Parts with less are one row. */
const LEAST_SHARE = 0.005

/** The share of the samples in which a part was running. */
export type ProfileRow = { part: string; share: number }

/** What is read of V8's format for CPU profiles. */
const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).default([]),
    }),
  ),
  samples: z.array(z.number()),
})

/** Takes a CPU profile of the server under full load, and adds up its samples by room and by package. */
export function measureProfile(isQuick: boolean): Promise<ProfileRow[]> {
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    const url = `file:${join(space.folder, 'frontdesk.db')}`
    writePeople(file, PEOPLE)
    await importPeople(url, file)
    const profile = join(space.folder, 'server.cpuprofile')
    const nodeOptions = ['--import', fileURLToPath(new URL('../profile-when-told.js', import.meta.url))]
    const server = await startFrontdesk(space, url, { nodeOptions, env: { PROFILE_FILE: profile } })
    const plan = {
      ...{ publicUrl, signingKey, callers: readPeople(file, PEOPLE), atOnce: 16, thinkMs: 0 },
      ...{ keepsConnections: true, isCheckingNames: true },
    }
    await measureLoad([server], { ...plan, seconds: WARM_UP_SECONDS })
    process.kill(server.pid, 'SIGUSR2')
    await measureLoad([server], { ...plan, seconds: isQuick ? 10 : 30 })
    await server.stop()
    return sharesIn(profile)
  })
}

type ProfileNode = z.infer<typeof profileSchema>['nodes'][number]

function sharesIn(file: string): ProfileRow[] {
  const { nodes, samples } = profileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const parts = partsOf(nodes)
  const counts = new Map<string, number>()
  for (const sample of samples) {
    const part = parts.get(sample) ?? 'unknown'
    counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  const rows = [...counts].map(([part, count]) => ({ part, share: count / samples.length }))
  const large = rows.filter(({ share }) => share >= LEAST_SHARE)
  const rest = 1 - large.reduce((sum, { share }) => sum + share, 0)
  return [...large.toSorted((a, b) => b.share - a.share), { part: 'all others', share: rest }]
}

/** The part of each node of the call tree. Native code belongs to who called it, such as SQLite to src/store. */
function partsOf(nodes: ProfileNode[]): Map<number, string> {
  const parts = new Map<number, string>()
  // V8 lists a caller before what it called.
  for (const { id, callFrame, children } of nodes) {
    const part = partOf(callFrame) ?? parts.get(id) ?? 'other native code'
    parts.set(id, part)
    for (const child of children) parts.set(child, part)
  }
  return parts
}

/** The package, the room of ours, the part of Node, or what V8 calls it, such as "(garbage collector)". */
function partOf({ functionName, url }: { functionName: string; url: string }): string | undefined {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  if (name) return name === 'better-sqlite3' ? undefined : name
  const [, ours] = /\/dist\/((?:src\/)?[^/]+)\//.exec(url) ?? []
  if (ours) return ours
  if (url.startsWith('node:')) return url.replace(/^(node:(?:internal\/)?[^/]+).*/, '$1')
  return functionName.startsWith('(') ? functionName : undefined
}
