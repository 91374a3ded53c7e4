import { randomUUID } from 'node:crypto'
import type { Services } from '../call/services.ts'
import { createEncryption } from '../crypto/encryption.ts'
import type { RequestDeliveries } from '../requests/deliveries.ts'
import { storeAndSend } from '../requests/store-and-send.ts'
import type { Database, Queries } from '../store/database.ts'
import { findWords } from '../store/disclosures.ts'
import { read } from '../store/read.ts'
import { findToldAppointment, recordRequest } from '../store/requests.ts'

export type ServiceParts = Omit<Services, 'read' | 'disclosures' | 'requests'> & {
  database: Database
  pinSecret: string
  /** Undefined where the office has no server for requests. */
  deliveries: Pick<RequestDeliveries, 'wake'> | undefined
}

/** What the conversation may use, over the database: what it tells is recorded there. */
export function createServices({ database, pinSecret, deliveries, ...parts }: ServiceParts): Services {
  const encryption = createEncryption(pinSecret)
  return {
    ...parts,
    read: (one) => read(database, one),
    disclosures: {
      find: ({ sid }, clientId) => findWords(database, encryption, sid, clientId),
    },
    requests: {
      toldAppointment: ({ sid }, clientId) => findToldAppointment(database, sid, clientId),
      record: (asked) => {
        const request = { ...asked, id: randomUUID(), at: parts.now().getTime() }
        const record = (queries: Queries) => recordRequest(queries, request)
        return storeAndSend({ database, deliveries }, request.id, record)
      },
    },
  }
}
