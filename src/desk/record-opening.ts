import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type LookUp, recordLookUp } from '../store/disclosures.ts'
import { accountOf, type DeskParts } from './desk-parts.ts'

/** How the record names the user of the desk. */
export function byOf(request: FastifyRequest): string {
  return `desk:${accountOf(request)}`
}

/** Records that the user looks a person up, durably: before anything is shown. */
export function recordOpening(
  { database, now }: DeskParts,
  request: FastifyRequest,
  person: Pick<LookUp, 'clientId' | 'appointmentAt'>,
): Promise<void> {
  const lookUp = { ...person, at: now().getTime(), by: byOf(request) }
  return database.transaction((queries) => recordLookUp(queries, `desk-${randomUUID()}`, lookUp), {
    durable: true,
  })
}
