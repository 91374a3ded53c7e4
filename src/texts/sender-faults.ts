import type { SendOutcome } from '../signalwire/rest.ts'

/** After it the next caller is offered a text again, which shows whether the fault is repaired. */
const FAULT_LASTS_MS = 10 * 60_000

/**
 * The numbers from which no text can be sent at the moment, because of the credentials, the campaign or the balance. Each
 * server finds out by itself, by its first text that is refused.
 */
export class SenderFaults {
  readonly #until = new Map<string, number>()

  /** What a try has shown. */
  note(sender: string, outcome: SendOutcome, now: number): void {
    if (outcome.kind === 'accepted') this.#until.delete(sender)
    else if (outcome.isSenderFault) this.#until.set(sender, now + FAULT_LASTS_MS)
  }

  isKnown(sender: string, now: number): boolean {
    const leftMs = (this.#until.get(sender) ?? 0) - now
    // A fault that lasts longer was noted before the clock was set back.
    return leftMs > 0 && leftMs <= FAULT_LASTS_MS
  }
}
