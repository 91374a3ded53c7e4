import { hashPin, isRightPin } from '../pins/pin-hash.ts'
import type { NewAppointment, NewClient } from '../store/client-versions.ts'
import { type ClientOnFile, idsOnFile } from '../store/clients.ts'
import type { Database, Queries } from '../store/database.ts'
import {
  countChanged,
  countStaged,
  findAlike,
  findStaged,
  forgetChanged,
  markChanged,
  missingInFile,
  openStaging,
  readAppointmentsBetween,
  readChangedAppointments,
  readChangedClients,
  readStagedClients,
  stageAppointment,
  stageClient,
} from '../store/staged-clients.ts'
import type { ClientRow, Fault } from './client-row.ts'

/** What all rows of one client must have in common, besides the PIN. */
const OF_THE_CLIENT = [
  ['name', 'name'],
  ['phone', 'phone'],
  ['language', 'language'],
  ['message', 'message'],
  ['spoken_name', 'spokenName'],
] as const

/** Holds the rows of a file on disk until all of them have been checked. */
export class Staging {
  readonly #database: Database
  readonly #pinSecret: string

  private constructor(database: Database, pinSecret: string) {
    this.#database = database
    this.#pinSecret = pinSecret
  }

  static async open(pinSecret: string): Promise<Staging> {
    return new Staging(await openStaging(), pinSecret)
  }

  /**
   * Adds rows, and returns where they contradict earlier ones. A PIN that is the one on file keeps its hash, so that an
   * unchanged client can be told from a changed one.
   */
  add(rows: ClientRow[], onFile: Map<string, ClientOnFile> = new Map()): Promise<Fault[]> {
    return this.#database.transaction(async (queries) => {
      const faults: Fault[] = []
      for (const row of rows) faults.push(...(await this.#addRow(queries, row, onFile.get(row.id)?.pinHash)))
      return faults
    })
  }

  count(): Promise<{ clients: number; appointments: number }> {
    return countStaged(this.#database)
  }

  /** Lines of clients who have the same name and whom the last four digits of their phone numbers do not tell apart. */
  findAlike(): Promise<number[][]> {
    return findAlike(this.#database)
  }

  /** The line of a client, if they are in the file. */
  async lineOf(id: string): Promise<number | undefined> {
    return (await findStaged(this.#database, id))?.line
  }

  /** Everybody in the file. */
  everybody(): AsyncGenerator<NewClient[]> {
    return pagesOf((after) => readStagedClients(this.#database, after))
  }

  /** The same with their appointments, in the order of time. */
  async *people(): AsyncGenerator<ClientOnFile[]> {
    for await (const clients of this.everybody()) {
      const [first, last] = [clients[0]?.id ?? '', clients.at(-1)?.id ?? '']
      const byId = new Map(
        clients.map((client): [string, ClientOnFile] => [client.id, { ...client, appointments: [] }]),
      )
      for (const { clientId, at, note } of await readAppointmentsBetween(this.#database, first, last))
        byId.get(clientId)?.appointments.push({ at, note })
      yield [...byId.values()]
    }
  }

  /** Clears the marks of who has changed, before a new comparison. */
  forgetChanged(): Promise<void> {
    return forgetChanged(this.#database)
  }

  async markChanged(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.#database.transaction((queries) => markChanged(queries, ids))
  }

  /** How many rows those who have changed make. */
  countChanged(): Promise<number> {
    return countChanged(this.#database)
  }

  /** Those who have changed. */
  clients(): AsyncGenerator<NewClient[]> {
    return pagesOf((after) => readChangedClients(this.#database, after))
  }

  /** The appointments of those who have changed. */
  async *appointments(): AsyncGenerator<NewAppointment[]> {
    let last = { clientId: '', at: 0 }
    for (;;) {
      const appointments = await readChangedAppointments(this.#database, last)
      if (appointments.length === 0) return
      yield appointments
      last = appointments.at(-1) ?? last
    }
  }

  /** The ids on file that the file does not have. */
  async *leaving(directory: Queries): AsyncGenerator<string[]> {
    for await (const ids of idsOnFile(directory)) {
      const missing = await missingInFile(this.#database, ids)
      if (missing.length > 0) yield missing
    }
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #addRow(queries: Queries, row: ClientRow, known: string | undefined): Promise<Fault[]> {
    const { id, line, appointment } = row
    const isKnown = known !== undefined && isRightPin(row.pin, known, this.#pinSecret)
    const pinHash = isKnown ? known : hashPin(row.pin, this.#pinSecret)
    const isAdded = await stageClient(queries, { ...row, pinHash })
    const faults = isAdded ? [] : await this.#contradictions(queries, row)
    if (!appointment) return faults
    const isNew = await stageAppointment(queries, { ...appointment, clientId: id })
    if (!isNew)
      faults.push({
        line,
        column: 'appointment_at',
        cause: 'is the time of another appointment of the same client',
      })
    return faults
  }

  async #contradictions(queries: Queries, row: ClientRow): Promise<Fault[]> {
    const first = await findStaged(queries, row.id)
    if (!first) return []
    const key = first.phone === row.phone ? 'name and phone' : 'name'
    const same = row.isIdDerived ? `${key}: two people need ids of their own` : 'id'
    const cause = `differs from line ${first.line}, which has the same ${same}`
    const faults: Fault[] = []
    for (const [column, field] of OF_THE_CLIENT)
      if (first[field] !== row[field]) faults.push({ line: row.line, column, cause })
    if (!isRightPin(row.pin, first.pinHash, this.#pinSecret))
      faults.push({ line: row.line, column: 'pin', cause })
    return faults
  }
}

async function* pagesOf(read: (after: string) => Promise<NewClient[]>): AsyncGenerator<NewClient[]> {
  for (let last = ''; ; ) {
    const clients = await read(last)
    if (clients.length === 0) return
    yield clients
    last = clients.at(-1)?.id ?? last
  }
}
