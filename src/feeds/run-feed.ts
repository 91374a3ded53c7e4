import { randomUUID } from 'node:crypto'
import type { Changes } from '../import/changes.ts'
import type { Fault } from '../import/client-row.ts'
import { writeMap } from '../import/column-map.ts'
import { HeadersGuessed } from '../import/header.ts'
import { type ImportSettings, importTable, RemovesMany } from '../import/import-csv.ts'
import type { ImportReport } from '../import/import-report.ts'
import type { SourceTable } from '../import/read-table.ts'
import { UnreadableFile } from '../import/utf8.ts'
import type { Database } from '../store/database.ts'
import { readDirectoryRow } from '../store/directory-row.ts'
import { type FeedRow, keepFeed, releaseFeed, settleFeed, takeFeed } from '../store/feeds.ts'
import { backoffMs } from './backoff.ts'
import { type Feed, SourceFault, type SourceRun } from './feed.ts'
import { feedDigestOf, feedKeyOf, recall, remember } from './remembered.ts'
import { LIMIT_MS } from './source-faults.ts'
import { withDigest } from './spooled-table.ts'

export type FeedRun = {
  database: Database
  settings: ImportSettings
  now: () => number
  signal: AbortSignal
  isDryRun?: boolean
  /** Remove as many people as the source says. */
  isConfirmed?: boolean
  /** Only when its time has come. */
  isTimed?: boolean
  /** How long the source may take to answer. */
  limitMs?: number
}

/** `warning` tells what went wrong after the rows were loaded. */
type GoodResult = ({ kind: 'loaded'; changes: Changes } | { kind: 'unchanged' }) & { warning?: string }

export type FeedResult =
  | GoodResult
  /** Another process runs it, or its time has not come. */
  | { kind: 'skipped' }
  | { kind: 'held'; says: string }
  /** `error` is set where the sentence does not tell it. */
  | { kind: 'failed'; says: string; error?: unknown }

const KEEP_MS = 15_000

/** Runs a feed once. What fails leaves the people on file as they were, and is tried again, ever more rarely. */
export async function runFeed(feed: Feed, run: FeedRun): Promise<FeedResult> {
  const holder = randomUUID()
  const row = await takeFeed(run.database, feed.name, holder, run.now())
  if (!row) return { kind: 'skipped' }
  const lost = new AbortController()
  const keeping = setInterval(() => {
    keepFeed(run.database, holder, run.now()).then(
      (isKept) => isKept || lost.abort(new Error('Another process has taken the feed.')),
      () => {},
    )
  }, KEEP_MS)
  try {
    if (run.isTimed && row.nextAt > run.now()) return { kind: 'skipped' }
    const signal = AbortSignal.any([run.signal, lost.signal])
    const { result, row: settled } = await runTaken(feed, { ...run, signal }, row)
    if (!run.isDryRun) await settleFeed(run.database, holder, settled)
    return result
  } finally {
    clearInterval(keeping)
    await releaseFeed(run.database, holder).catch(() => {})
  }
}

type Outcome = { result: FeedResult; row: FeedRow }

async function runTaken(feed: Feed, run: FeedRun, row: FeedRow): Promise<Outcome> {
  const tried = { ...row, triedAt: run.now(), nextAt: run.now() + feed.everyMs }
  try {
    return await readAndLoad(feed, run, tried)
  } catch (error) {
    run.signal.throwIfAborted()
    if (error instanceof RemovesMany) return hold(feed, error, tried)
    const says = `${feed.name}: ${sentenceOf(error)}`
    const failures = row.failures + 1
    const failed = { ...tried, failures, fault: says, nextAt: run.now() + backoffMs(feed, failures) }
    return { result: { kind: 'failed', says, ...(isKnown(error) ? {} : { error }) }, row: failed }
  }
}

function hold({ name }: Feed, error: RemovesMany, row: FeedRow): Outcome {
  const { message, removal: heldRemoval, removed: heldRemoved, total: heldTotal } = error
  const says = `${name}: ${message} ("npm run feed -- ${name} --yes")`
  const held = { isHeld: 1, heldRemoval, heldRemoved, heldTotal }
  return { result: { kind: 'held', says }, row: { ...row, ...held, fault: says } }
}

async function readAndLoad(feed: Feed, run: FeedRun, row: FeedRow): Promise<Outcome> {
  const generation = (await readDirectoryRow(run.database))?.generation ?? null
  // Whatever has changed the people on file since the last good run, the feed's rows are compared with them again. While a run is
  // held, what the source remembers is older than what it was asked for.
  const isAsLeft = row.generation === generation && row.isHeld === 0
  const key = feedKeyOf(feed, run.settings)
  const remembered = recall(feed, key, row.state)
  const { signal, limitMs = LIMIT_MS } = run
  const sourceRun = { options: feed, ...remembered, now: run.now(), signal, limitMs }
  if (!isAsLeft) sourceRun.state = null
  const known = isAsLeft ? row.digest : null
  const read = await feed.source.read(sourceRun, (table) =>
    withDigest(table, (spooled, digest) =>
      loadTable(feed, run, row, spooled, feedDigestOf([key, digest]), known),
    ),
  )
  const warning = run.isDryRun ? undefined : await finish(feed, sourceRun, read.state)
  const good = {
    ...row,
    goodAt: read.at ?? run.now(),
    failures: 0,
    fault: null,
    ...{ isHeld: 0, heldRemoval: null, heldRemoved: null, heldTotal: null },
    state: remember(feed, key, read.state),
  }
  const { result = { kind: 'unchanged' }, ...loaded } = read.result ?? {}
  return { result: { ...result, ...(warning && { warning }) }, row: { ...good, ...loaded } }
}

/** Lets the source tidy up. The rows are loaded: what goes wrong now is only a warning. */
async function finish(feed: Feed, run: SourceRun, state: string | null): Promise<string | undefined> {
  try {
    await feed.source.done?.(run, state)
    return undefined
  } catch (error) {
    if (!isKnown(error)) throw error
    return `${feed.name}: its rows are loaded, but ${error.message}`
  }
}

/** `generation` is the directory with which the rows were compared, or which they have become. */
type Loaded = { digest: string; generation: number | null; result: GoodResult }

async function loadTable(
  feed: Feed,
  run: FeedRun,
  { allowedRemoval, generation }: FeedRow,
  table: SourceTable,
  digest: string,
  known: string | null,
): Promise<Loaded> {
  if (digest === known) return { digest, generation, result: { kind: 'unchanged' } }
  const { report, fault } = createReport()
  const { isReplacing, matching, country } = feed
  const { signal, isDryRun = false, isConfirmed = false } = run
  const given = { isDryRun, isReplacing, isConfirmed, allowedRemoval, matching }
  const options = { ...given, isUnattended: true, signal, report }
  const imported = await importTable(run.database, table, { ...run.settings, country }, options)
  const { changes, faults } = imported
  if (!changes) throw new SourceFault(faultText(fault(), faults))
  if (isDryRun && changes.largeRemoval !== undefined && !isConfirmed) throw new RemovesMany(changes)
  const isSame = changes.added + changes.changed + changes.removed === 0
  const result: GoodResult = isSame ? { kind: 'unchanged' } : { kind: 'loaded', changes }
  return { digest, generation: imported.generation ?? null, result }
}

/** Keeps the first fault: one sentence is told of a run. */
function createReport(): { report: ImportReport; fault: () => Fault | undefined } {
  let first: Fault | undefined
  const report: ImportReport = {
    ...{ read() {}, warn() {}, writing() {}, waiting() {}, wrote() {} },
    fault(fault) {
      first ??= fault
    },
  }
  return { report, fault: () => first }
}

function faultText(fault: Fault | undefined, count: number): string {
  const more = count > 1 ? ` (and ${count - 1} more ${count === 2 ? 'fault' : 'faults'})` : ''
  return fault ? `row ${fault.line}, ${fault.column}: ${fault.cause}${more}` : `${count} faults`
}

/** Only our own sentences are told: those of libraries may quote what they could not read. */
function sentenceOf(error: unknown): string {
  if (error instanceof HeadersGuessed)
    return `its columns have other names; if they are these, give the feed a map: ${writeMap(error.map)}`
  return isKnown(error)
    ? error.message.replace(/\.$/, '')
    : 'it could not be loaded, for a reason that the log names'
}

function isKnown(error: unknown): error is SourceFault | UnreadableFile {
  return error instanceof SourceFault || error instanceof UnreadableFile
}
