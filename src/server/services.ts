import { createHmac } from 'node:crypto'
import type { Place } from '../call/place.ts'
import type { Call, Line } from '../call/services.ts'
import { createSeal } from '../crypto/encryption.ts'
import type { Directory } from '../directory/directory.ts'
import { enterPin } from '../pins/enter-pin.ts'
import { numberSubject } from '../pins/subjects.ts'
import type { Database } from '../store/database.ts'
import { findWords, keepWords, recordDisclosure, recordTexted } from '../store/disclosures.ts'

export type LineParts = Pick<Line, 'settings' | 'sentences' | 'texts' | 'now'> & {
  database: Database
  directory: Directory
  pinSecret: string
}

/** The line over its database: what the conversation knows and does becomes rows. */
export function openLine({ database, directory, pinSecret, texts, ...parts }: LineParts): Line {
  const time = () => parts.now().getTime()
  const seal = createSeal(pinSecret)
  return {
    ...parts,
    directory,
    pins: {
      async enter(call, place, pin) {
        const clientId = place.clients[0] ?? ''
        const isRight = await directory.checkPin(clientId, pin)
        const entry = { callSid: call.sid, entry: entryKey(pinSecret, call, place, pin), clientId, isRight }
        return enterPin(database, { ...entry, numberSubject: numberSubject(call.from, pinSecret) }, time())
      },
    },
    record: {
      disclose: (call, disclosure, told) =>
        database.transaction(async (queries) => {
          await recordDisclosure(queries, call.sid, disclosure)
          return keepWords(queries, seal, call.sid, disclosure, told)
        }),
      told: (call, clientId) => findWords(database, seal, call.sid, clientId),
    },
    texts: {
      canReceive: (number) => texts.canReceive(number),
      /** Written down meanwhile: the caller waits for the slower of the two, not for one after the other. */
      async promise(text) {
        const [answer] = await Promise.all([texts.promise(text), recordTexted(database, text.call, time())])
        return answer
      },
    },
  }
}

/** Tells an entry from another one without holding the PIN: the call, which asking it was, and what was entered. */
function entryKey(pinSecret: string, call: Call, place: Place, pin: string): string {
  const parts = [call.sid, place.asked.pin ?? 0, place.asked.name ?? 0, place.clients.join(','), pin]
  return createHmac('sha256', pinSecret).update(parts.join('\n')).digest('base64url')
}
