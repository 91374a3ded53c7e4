import type { Callers, OnFileFor, StoredPin } from '../store/clients.ts'
import type { Read } from '../store/read.ts'
import { textOf } from './disclosure.ts'
import type { Call, Services } from './services.ts'

/**
 * What was read at the beginning of a step, in one round trip with whether the call is over. Which of it a question needs
 * stands in its row.
 */
export type Facts = {
  /** Who may be calling. */
  callers?: Callers
  storedPin?: StoredPin | undefined
  /** Nothing of it may be said before the PIN was right. */
  onFile?: OnFileFor | undefined
  /** Whether the limits of texts leave room for one. */
  mayBeTexted?: boolean
}

export type FactReads = { [Name in keyof Facts]?: Read<Facts[Name]> }

/** Who may be calling, for questions about the name. */
export function readCallers({ services, call }: { services: Services; call: Call }): FactReads {
  return { callers: services.directory.callers(call.from) }
}

/** What decides about a PIN, and what follows from a right one. An id that nobody has takes the same work. */
export function readRecord({
  services,
  call,
  progress,
}: {
  services: Services
  call: Call
  progress: { client: string | undefined }
}): FactReads {
  const { client = '' } = progress
  return {
    storedPin: services.pins.stored(client),
    onFile: services.directory.onFile(client, services.now()),
    mayBeTexted: services.texts.mayBeTexted(textOf(services, call, client)),
  }
}
