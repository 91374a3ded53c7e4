import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { lastDeskImports } from '../../store/desk-imports.ts'
import { accountOf, type DeskParts } from '../desk-parts.ts'
import { openStream } from '../event-stream.ts'
import { readFields, text } from '../form.ts'
import { type ImportFault, type ImportJob, ImportJobs } from '../import/jobs.ts'
import { ProgressStreams } from '../import/progress-streams.ts'
import { type Notice, sendPage } from '../page.ts'
import { columnsCard, readChoices } from './import-columns.ts'
import { checkedCards, loadedCard } from './import-result.ts'
import { IMPORT_PATH as AT, jobPath, progressCard, sheetsCard, uploadCards } from './import-views.ts'

const params = z.object({ id: z.uuid() })
const view = z.object({ columns: z.string().optional() })
const sheetForm = z.object({ sheet: text(200) })
const loadForm = z.object({ sure: text(200).optional() })

type Act = (job: ImportJob, request: FastifyRequest, reply: FastifyReply) => unknown

/** Loading a file: it is uploaded, its columns are chosen, it is checked, and only then loaded. */
export function importRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words } = desk
  const jobs = new ImportJobs(desk, app.log)
  app.addHook('onClose', () => jobs.close())
  const streams = new ProgressStreams()
  app.addHook('preClose', async () => streams.close())
  /** Does something with a file that belongs to this account, if it is still here. */
  const withJob = (act: Act) => async (request: FastifyRequest, reply: FastifyReply) => {
    const job = jobs.find(readFields(params, request.params).id, accountOf(request))
    return job ? act(job, request, reply) : sendStart(reply, desk, fault(words.imports.gone), 410)
  }
  const toJob = (reply: FastifyReply, { id }: ImportJob) => reply.redirect(jobPath(id), 303)

  app.get(AT, async (_request, reply) => {
    await jobs.removeOld()
    return sendStart(reply, desk)
  })
  app.post(AT, (request, reply) => upload(request, reply, desk, jobs))
  app.get(
    `${AT}/:id`,
    withJob((job, request, reply) => sendJob(reply, desk, job, 'columns' in readFields(view, request.query))),
  )
  app.get(
    `${AT}/:id/events`,
    withJob((job, _request, reply) => {
      const stream = openStream(reply)
      if (stream) streams.add(stream, () => (isRunning(job) ? progressCard(desk, job).markup : undefined))
    }),
  )
  app.post(
    `${AT}/:id/sheet`,
    withJob(async (job, request, reply) => {
      await jobs.readHeader(job, readFields(sheetForm, request.body).sheet)
      return toJob(reply, job)
    }),
  )
  app.post(
    `${AT}/:id/check`,
    withJob((job, request, reply) => {
      const { choices, isComplete } = readChoices(request.body, job)
      if (!isComplete) return sendColumns(reply, desk, { ...job, choices }, fault(words.imports.nameAndPin))
      jobs.check(job, choices)
      return toJob(reply, job)
    }),
  )
  app.post(
    `${AT}/:id/load`,
    withJob((job, request, reply) => {
      jobs.load(job, readFields(loadForm, request.body).sure ?? null)
      return toJob(reply, job)
    }),
  )
  app.post(
    `${AT}/:id/drop`,
    withJob(async (job, _request, reply) => {
      await jobs.drop(job)
      return reply.redirect(AT, 303)
    }),
  )
}

async function upload(request: FastifyRequest, reply: FastifyReply, desk: DeskParts, jobs: ImportJobs) {
  const { imports } = desk.words
  try {
    const part = request.isMultipart() ? await request.file() : undefined
    const { file } = part ?? {}
    if (!file || !part?.filename) {
      file?.resume()
      return sendStart(reply, desk, fault(imports.noFile), 422)
    }
    const job = await jobs.add(file, accountOf(request), () => !file.truncated)
    return job ? reply.redirect(jobPath(job.id), 303) : sendStart(reply, desk, fault(imports.tooLarge), 413)
  } catch (error) {
    if (!isBrokenOff(error)) throw error
    return sendStart(reply, desk, fault(imports.brokenOff), 400)
  }
}

/** Errors of the parser of multipart forms, as when a file ends before its end. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && /Part terminated early|Unexpected end|Malformed/.test(error.message)
}

function fault(says: string): Notice {
  return { says, isFault: true }
}

function isRunning({ state }: ImportJob): boolean {
  return state.kind === 'checking' || state.kind === 'loading'
}

async function sendStart(reply: FastifyReply, desk: DeskParts, notice?: Notice, status = 200) {
  const main = uploadCards(desk, await lastDeskImports(desk.database))
  return sendPage(reply, desk, { title: desk.words.imports.title, at: AT, main, notice, status })
}

function sendColumns(reply: FastifyReply, desk: DeskParts, job: ImportJob, notice?: Notice) {
  const status = notice?.isFault ? 422 : 200
  const main = columnsCard(desk, job)
  return sendPage(reply, desk, { title: desk.words.imports.title, at: AT, main, notice, status })
}

/** The page of a file, wherever it is on its way. */
function sendJob(reply: FastifyReply, desk: DeskParts, job: ImportJob, wantsColumns: boolean) {
  const { words } = desk
  const { state } = job
  const { title } = words.imports
  const notice = (given: ImportFault | undefined) =>
    given && fault(given.says === undefined ? words.failed : words.imports.cause(given.says))
  switch (state.kind) {
    case 'failed':
      return sendStart(reply, desk, notice(state.fault), 422)
    case 'sheets':
      return sendPage(reply, desk, { title, at: AT, main: sheetsCard(desk, job, state.sheets) })
    case 'columns':
      return sendColumns(reply, desk, job, notice(state.fault))
    case 'checking':
    case 'loading':
      return sendPage(reply, desk, {
        title,
        at: AT,
        main: progressCard(desk, job, `${jobPath(job.id)}/events`),
      })
    case 'checked':
      if (wantsColumns || !job.checked) return sendColumns(reply, desk, job)
      return sendPage(reply, desk, { title, at: AT, main: checkedCards(desk, job, job.checked) })
    case 'loaded':
      return sendPage(reply, desk, {
        ...{ title, at: AT, main: loadedCard(desk, state.changes), notice: { says: words.imports.loaded } },
      })
  }
}
