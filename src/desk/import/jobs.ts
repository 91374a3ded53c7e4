import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { FastifyBaseLogger } from 'fastify'
import type { Changes } from '../../import/changes.ts'
import type { Fault } from '../../import/client-row.ts'
import { type ColumnMap, recogniseColumns } from '../../import/column-map.ts'
import type { ImportResult } from '../../import/import-csv.ts'
import { learnedMap } from '../../import/learned-maps.ts'
import { recordDeskImport } from '../../store/desk-imports.ts'
import type { DeskParts } from '../desk-parts.ts'
import type { ImportChoices, ImportEnd, ImportProgress, ImportTask } from './messages.ts'
import { runTask } from './run-task.ts'
import { keepUpload, removeOldUploads, removeUpload, UPLOAD_LASTS_MS } from './upload.ts'

export type Checked = { result: ImportResult; faults: Fault[]; warnings: string[] }
/** Why something did not work; without a sentence it was our fault. */
export type ImportFault = { says?: string | undefined }
/** Where a file is on its way. */
export type ImportState =
  | { kind: 'sheets'; sheets: string[] }
  | { kind: 'columns'; fault?: ImportFault }
  | { kind: 'checking' | 'loading'; progress: ImportProgress }
  | { kind: 'checked' }
  | { kind: 'loaded'; changes: Changes }
  | { kind: 'failed'; fault: ImportFault }

/** A file that somebody has uploaded. */
export type ImportJob = {
  readonly id: string
  readonly account: string
  readonly file: string
  readonly bytes: number
  readonly since: number
  readonly stop: AbortController
  sheet: string | undefined
  header: string[]
  /** What was chosen for the last file with this header. */
  learned: ColumnMap | undefined
  choices: ImportChoices | undefined
  checked: Checked | undefined
  state: ImportState
}

const LOOK_MS = 60_000
const BEGINNING: ImportProgress = { part: 'reading', done: 0, total: 0 }

/** The files that are being imported. They belong to the account that uploaded them, whatever becomes of its session. */
export class ImportJobs {
  readonly #jobs = new Map<string, ImportJob>()
  readonly #desk: DeskParts
  readonly #log: FastifyBaseLogger
  readonly #timer: NodeJS.Timeout

  constructor(desk: DeskParts, log: FastifyBaseLogger) {
    this.#desk = desk
    this.#log = log
    this.#timer = setInterval(() => void this.removeOld().catch(() => {}), LOOK_MS).unref()
    removeOldUploads().catch(() => {})
  }

  /** Undefined when it was used, has been dropped, is too old or is somebody else's. */
  find(id: string, account: string): ImportJob | undefined {
    const job = this.#jobs.get(id)
    return job?.account === account && !this.#isOver(job) ? job : undefined
  }

  /** Keeps a file; undefined when it was larger than what `isWhole` allows. */
  async add(content: Readable, account: string, isWhole: () => boolean): Promise<ImportJob | undefined> {
    const file = await keepUpload(content)
    if (!isWhole()) {
      await removeUpload(file)
      return undefined
    }
    const job: ImportJob = {
      ...{ id: randomUUID(), account, file, bytes: (await stat(file)).size },
      ...{ since: this.#desk.now().getTime(), stop: new AbortController() },
      ...{
        sheet: undefined,
        header: [],
        learned: undefined,
        choices: undefined,
        checked: undefined,
        state: { kind: 'failed', fault: {} },
      },
    }
    this.#jobs.set(job.id, job)
    await this.readHeader(job, undefined)
    return job
  }

  /** Reads the first line, of this sheet where there are several. */
  async readHeader(job: ImportJob, sheet: string | undefined): Promise<void> {
    job.sheet = sheet
    const end = await this.#run(job, { kind: 'header', file: job.file, sheet })
    if (end.kind === 'header') {
      if (isRow(end.fields))
        return this.#fail(job, { kind: 'failed', says: this.#desk.words.imports.noHeader })
      job.header = end.fields
      job.learned = await learnedMap(this.#desk.database, end.fields)
      job.state = { kind: 'columns' }
    } else if (end.kind === 'sheets') job.state = end
    else this.#fail(job, end)
  }

  /** Begins to check the whole file. */
  check(job: ImportJob, choices: ImportChoices): void {
    if (job.state.kind !== 'columns' && job.state.kind !== 'checked') return
    job.choices = choices
    this.#start(job, choices, 'check', null)
  }

  /** Begins to load a file that was checked and has no faults; those whom it removes are the ones that the user was shown. */
  load(job: ImportJob, allowedRemoval: string | null): void {
    if (job.state.kind !== 'checked' || !job.checked?.result.changes || !job.choices) return
    this.#start(job, job.choices, 'load', allowedRemoval)
  }

  /** Stops what is running and removes the file. */
  async drop(job: ImportJob): Promise<void> {
    this.#jobs.delete(job.id)
    job.stop.abort()
    await removeUpload(job.file)
  }

  async removeOld(): Promise<void> {
    for (const job of this.#jobs.values()) if (this.#isOver(job)) await this.drop(job)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    for (const job of this.#jobs.values()) await this.drop(job)
  }

  #isOver({ since, state }: ImportJob): boolean {
    const isRunning = state.kind === 'checking' || state.kind === 'loading'
    return !isRunning && this.#desk.now().getTime() >= since + UPLOAD_LASTS_MS
  }

  #start(
    job: ImportJob,
    choices: ImportChoices,
    kind: 'check' | 'load',
    allowedRemoval: string | null,
  ): void {
    const { pinSecret, timeZone, languages, imports } = this.#desk.settings
    const { file, sheet, bytes } = job
    const settings = { pinSecret, timeZone, languages, pinLength: imports.pinLength }
    const { databaseUrl } = imports
    job.state = { kind: kind === 'check' ? 'checking' : 'loading', progress: { ...BEGINNING, total: bytes } }
    const task = { kind, file, sheet, bytes, databaseUrl, settings, choices, allowedRemoval }
    void this.#run(job, task).then((end) => this.#settle(job, kind, end))
  }

  #run(job: ImportJob, task: ImportTask): Promise<ImportEnd> {
    return runTask(this.#desk.settings.imports.process, task, {
      signal: job.stop.signal,
      onProgress: (progress) => {
        if (job.state.kind === 'checking' || job.state.kind === 'loading') job.state.progress = progress
      },
    })
  }

  async #settle(job: ImportJob, kind: 'check' | 'load', end: ImportEnd): Promise<void> {
    if (end.kind === 'done' && end.result.changes && kind === 'load')
      return this.#loaded(job, end.result.changes)
    // Others may have changed the people on file since the check: the file has faults by now, or removes more of them.
    if (end.kind === 'done') job.checked = end
    else if (end.kind === 'removesMany' && job.checked)
      job.checked = { ...job.checked, result: { ...job.checked.result, changes: end.changes } }
    else return this.#fail(job, end)
    job.state = { kind: 'checked' }
  }

  async #loaded(job: ImportJob, changes: Changes): Promise<void> {
    const { database, now } = this.#desk
    const { added, changed, unchanged, removed } = changes
    const row = { at: now().getTime(), account: job.account, added, changed, unchanged, removed }
    const failed = (error: unknown) =>
      this.#log.error({ err: error }, 'an import of the desk was not recorded')
    await recordDeskImport(database, job.id, row).catch(failed)
    job.state = { kind: 'loaded', changes }
    await removeUpload(job.file)
  }

  /** A file that could be read once stays, so that another choice of columns may do. */
  #fail(job: ImportJob, end: ImportEnd): void {
    const { says, error } = end.kind === 'failed' ? end : {}
    if (error && !job.stop.signal.aborted)
      this.#log.error({ err: Object.assign(new Error(error.message), error) }, 'an import of the desk failed')
    job.state = { kind: job.header.length > 0 ? 'columns' : 'failed', fault: { says } }
  }
}

/** Without a header the first line is somebody's record, which no page may show. */
function isRow(fields: string[]): boolean {
  const isKnown = Object.keys(recogniseColumns(fields)).length > 0
  return !isKnown && fields.some((field) => /^[\d\s()+./:T-]{4,}$/.test(field))
}
