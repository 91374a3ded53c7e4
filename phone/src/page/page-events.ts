import type { TimedEvent } from '../engine/events.ts'
import type { ShownLine } from './pretty.ts'

/** What the page is told of a call: what the engine tells, documents as they are shown, and texts that arrive. */
export type PageEvent =
  | (TimedEvent & { lines?: ShownLine[] })
  | { kind: 'text-arrived'; from: string; to: string; body: string }
  /** The call as a scenario, once it is over, and again with each text that comes later. */
  | { kind: 'saved'; file: string }
