import type { Services } from '../call/services.ts'
import { createEncryption } from '../crypto/encryption.ts'
import type { Database } from '../store/database.ts'
import { recordDisclosure, recordTexted } from '../store/disclosures.ts'
import { findTold, keepTold } from '../store/told.ts'

export type ServiceParts = Omit<Services, 'disclosures'> & { database: Database; pinSecret: string }

/** What the conversation may use, over the database: what it tells is recorded there. */
export function createServices({ database, pinSecret, texts, ...parts }: ServiceParts): Services {
  const encryption = createEncryption(pinSecret)
  return {
    ...parts,
    disclosures: {
      record: ({ sid }, disclosure, told) =>
        database.transaction(async (queries) => {
          await recordDisclosure(queries, sid, disclosure)
          return keepTold(queries, encryption, sid, disclosure.clientId, told, disclosure.toldAt)
        }),
      find: ({ sid }, clientId) => findTold(database, encryption, sid, clientId),
    },
    texts: {
      canReceive: (number) => texts.canReceive(number),
      async promise(text) {
        const now = parts.now().getTime()
        // Side by side: the caller waits for the slower of the two, not for one after the other.
        const [answer] = await Promise.all([texts.promise(text), recordTexted(database, text.call, now)])
        return answer
      },
    },
  }
}
