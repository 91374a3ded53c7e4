import { z } from 'zod'
import type { CsvRow } from '../import/read-csv.ts'
import { type FeedSource, SourceFault, type SourceRun } from './feed.ts'
import { columnsRow, readPatient, readVisits, rowsOfPatient, type Visit } from './fhir-rows.ts'
import { type FhirClient, fetchToken } from './fhir-token.ts'
import { fetchFrom, readJson, refuseAnswer } from './http.ts'

export type FhirSettings = {
  base: string
  headers: Record<string, string>
  client: FhirClient | undefined
  /** The system of the identifier that is the PIN; the birth year otherwise. */
  pinSystem: string | undefined
}

type Remembered = { since: string; fullAt: number }
type Fetch = (url: string) => Promise<Bundle>

const HOUR_MS = 3_600_000
/** A FHIR server does not list what was deleted among its changes, so everything is read once a day. */
const FULL_MS = 24 * HOUR_MS
const PAGE = 200
/** Clocks differ. */
const OVERLAP_MS = 60_000

const bundle = z.object({
  resourceType: z.literal('Bundle'),
  total: z.number().optional(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).default([]),
  entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }).optional() })).default([]),
})
type Bundle = z.infer<typeof bundle>

/** Patients and their appointments from a FHIR server (R4). */
export function fhirSource(settings: FhirSettings): FeedSource {
  const base = settings.base.replace(/\/$/, '')
  return {
    async read(run, use) {
      const { state, now } = run
      const token = settings.client && (await fetchToken(settings.client, run))
      const headers = {
        accept: 'application/fhir+json',
        ...settings.headers,
        ...(token && { authorization: `Bearer ${token}` }),
      }
      const fetchBundle: Fetch = (url) => readBundle(url, headers, run)
      const before: Remembered | undefined = state ? JSON.parse(state) : undefined
      if (before && now - before.fullAt < FULL_MS && !(await hasChanged(base, before, fetchBundle)))
        return { result: undefined, state }
      const rows = readRows(base, now, settings.pinSystem, fetchBundle)
      const since = new Date(now - OVERLAP_MS).toISOString()
      return {
        result: await use({ rows }),
        state: JSON.stringify({ since, fullAt: now } satisfies Remembered),
      }
    },
  }
}

async function hasChanged(base: string, { since }: Remembered, fetchBundle: Fetch): Promise<boolean> {
  for (const kind of ['Patient', 'Appointment']) {
    const { total } = await fetchBundle(`${base}/${kind}?_lastUpdated=gt${since}&_summary=count`)
    if (total !== 0) return true
  }
  return false
}

async function* readRows(
  base: string,
  now: number,
  pinSystem: string | undefined,
  fetchBundle: Fetch,
): AsyncGenerator<CsvRow> {
  const visits = new Map<string, Visit[]>()
  const since = new Date(now - FULL_MS).toISOString().slice(0, 10)
  yield columnsRow
  let line = 0
  for await (const resource of pagesOf(
    `${base}/Appointment?date=ge${since}&_count=${PAGE}`,
    'Appointment',
    fetchBundle,
  )) {
    const read = readVisits(resource)
    if ('fault' in read) yield { line: ++line, ...read }
    else
      for (const { patientId, visit } of read)
        visits.set(patientId, [...(visits.get(patientId) ?? []), visit])
  }
  for await (const resource of pagesOf(`${base}/Patient?_count=${PAGE}`, 'Patient', fetchBundle)) {
    const patient = readPatient(resource)
    if (!patient) continue
    if ('fault' in patient) yield { line: ++line, ...patient }
    else
      for (const row of rowsOfPatient(patient, visits.get(patient.id) ?? [], pinSystem, now))
        yield { line: ++line, ...row }
  }
}

/**
 * The resources of a search, page after page, those of other types left out. What is added meanwhile moves one to the next
 * page, where it comes again: it counts once.
 */
async function* pagesOf(first: string, type: string, fetchBundle: Fetch): AsyncGenerator<unknown> {
  const seen = new Set<string>()
  const ids = new Set<unknown>()
  for (let url: string | undefined = first; url !== undefined; ) {
    if (seen.has(url)) throw new SourceFault(`its pages of ${type} go in a circle`)
    seen.add(url)
    const page: Bundle = await fetchBundle(url)
    for (const { resource } of page.entry) {
      if (resource?.resourceType !== type || ids.has(resource.id)) continue
      if (resource.id !== undefined) ids.add(resource.id)
      yield resource
    }
    const next = page.link.find(({ relation }) => relation === 'next')?.url
    url = next === undefined ? undefined : nextPage(next, url)
  }
}

/** The token is for one host. */
function nextPage(next: string, current: string): string {
  const url = new URL(next, current)
  if (url.origin !== new URL(current).origin)
    throw new SourceFault(`its next page is on another host, ${url.host}`)
  return url.href
}

async function readBundle(url: string, headers: Record<string, string>, run: SourceRun): Promise<Bundle> {
  const answer = await fetchFrom(url, { headers }, run)
  await refuseAnswer(answer)
  const read = bundle.safeParse(await readJson(answer))
  if (!read.success) throw new SourceFault('it answered with something that is no FHIR bundle')
  return read.data
}
