import { hashPin, isRightPin } from '../pins/pin-hash.ts'
import type { NewAppointment, NewClient } from '../store/client-versions.ts'
import type { Database, Queries } from '../store/database.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import type { ClientRow, Fault } from './client-row.ts'
import type { People } from './load.ts'

/** SQLite's name for a private temporary file, which is deleted however the process ends. */
const PRIVATE_FILE = ''
/** Rows written to the directory in one transaction, and so the longest that a call's write waits for. */
const CHUNK = 300

const TABLES = [
  `CREATE TABLE people (id TEXT PRIMARY KEY, line INTEGER, name TEXT, nameKey TEXT, pinHash TEXT, phone TEXT,
   language TEXT) WITHOUT ROWID`,
  'CREATE TABLE appointments (clientId TEXT, at INTEGER, note TEXT, PRIMARY KEY (clientId, at)) WITHOUT ROWID',
]
const ADD_PERSON = `INSERT INTO people (id, line, name, nameKey, pinHash, phone, language)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
const ADD_APPOINTMENT =
  'INSERT INTO appointments (clientId, at, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
const NEXT_PEOPLE = `SELECT id, name, nameKey, pinHash, phone, language FROM people
  WHERE id > ? ORDER BY id LIMIT ${CHUNK}`
const NEXT_APPOINTMENTS = `SELECT clientId, at, note FROM appointments
  WHERE (clientId, at) > (?, ?) ORDER BY clientId, at LIMIT ${CHUNK}`
const ALIKE = `WITH ends AS (
    SELECT nameKey, line, phone, COUNT(*) OVER (PARTITION BY nameKey, substr(phone, -4)) AS ofThisEnd FROM people)
  SELECT group_concat(line) AS lines FROM ends
  GROUP BY nameKey HAVING COUNT(*) > 1 AND (COUNT(phone) < COUNT(*) OR MAX(ofThisEnd) > 1) ORDER BY MIN(line)`

/** Holds the rows of a file on disk until all of them have been checked. */
export class Staging implements People {
  readonly #database: Database
  readonly #pinSecret: string

  private constructor(database: Database, pinSecret: string) {
    this.#database = database
    this.#pinSecret = pinSecret
  }

  static async open(pinSecret: string): Promise<Staging> {
    const database = await openSqlite(PRIVATE_FILE)
    for (const table of TABLES) await database.run(table)
    return new Staging(database, pinSecret)
  }

  /** Adds rows, and returns where they contradict earlier ones. */
  add(rows: ClientRow[]): Promise<Fault[]> {
    return this.#database.transaction(async (queries) => {
      const faults: Fault[] = []
      for (const row of rows) faults.push(...(await this.#addRow(queries, row)))
      return faults
    })
  }

  async count(): Promise<{ clients: number; appointments: number }> {
    const sql =
      'SELECT (SELECT COUNT(*) FROM people) AS clients, (SELECT COUNT(*) FROM appointments) AS appointments'
    return (await this.#database.get(sql)) ?? { clients: 0, appointments: 0 }
  }

  /** Lines of clients who have the same name and whom the last four digits of their phone numbers do not tell apart. */
  async findAlike(): Promise<number[][]> {
    const groups = await this.#database.all<{ lines: string }>(ALIKE)
    return groups.map(({ lines }) =>
      lines
        .split(',')
        .map(Number)
        .sort((a, b) => a - b),
    )
  }

  /** The line of a client, if they are in the file. */
  async lineOf(id: string): Promise<number | undefined> {
    return (await this.#database.get<{ line: number }>('SELECT line FROM people WHERE id = ?', id))?.line
  }

  async *clients(): AsyncGenerator<NewClient[]> {
    let last = ''
    for (;;) {
      const clients = await this.#database.all<NewClient>(NEXT_PEOPLE, last)
      if (clients.length === 0) return
      yield clients
      last = clients.at(-1)?.id ?? last
    }
  }

  async *appointments(): AsyncGenerator<NewAppointment[]> {
    let last = { clientId: '', at: 0 }
    for (;;) {
      const appointments = await this.#database.all<NewAppointment>(NEXT_APPOINTMENTS, last.clientId, last.at)
      if (appointments.length === 0) return
      yield appointments
      last = appointments.at(-1) ?? last
    }
  }

  close(): Promise<void> {
    return this.#database.close()
  }

  async #addRow(queries: Queries, row: ClientRow): Promise<Fault[]> {
    const { id, line, name, nameKey, phone, language, appointment } = row
    const pinHash = hashPin(row.pin, this.#pinSecret)
    const added = await queries.run(ADD_PERSON, id, line, name, nameKey, pinHash, phone, language)
    const faults = added === 1 ? [] : await this.#contradictions(queries, row)
    if (!appointment) return faults
    const isNew = (await queries.run(ADD_APPOINTMENT, id, appointment.at, appointment.note)) === 1
    if (!isNew)
      faults.push({
        line,
        column: 'appointment_at',
        cause: 'is the time of another appointment of the same client',
      })
    return faults
  }

  async #contradictions(queries: Queries, row: ClientRow): Promise<Fault[]> {
    const first = await queries.get<NewClient & { line: number }>(
      'SELECT line, name, pinHash, phone, language FROM people WHERE id = ?',
      row.id,
    )
    if (!first) return []
    const same = row.isIdDerived ? 'name and phone: two people need ids of their own' : 'id'
    const cause = `differs from line ${first.line}, which has the same ${same}`
    const faults: Fault[] = []
    if (first.name !== row.name) faults.push({ line: row.line, column: 'name', cause })
    if (first.phone !== row.phone) faults.push({ line: row.line, column: 'phone', cause })
    if (first.language !== row.language) faults.push({ line: row.line, column: 'language', cause })
    if (!isRightPin(row.pin, first.pinHash, this.#pinSecret))
      faults.push({ line: row.line, column: 'pin', cause })
    return faults
  }
}
