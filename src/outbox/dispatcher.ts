/** How often to look for what other servers stored, or left when they died. */
const LOOK_AGAIN_MS = 1_000
/** For when another server was faster, or what is due waits for another try to end. */
const SHORTLY_MS = 50

/** What waits in the database to be sent, and how one try is made. */
export type Queue<Claimed> = {
  /** When `claimNext` may next find something; undefined when nothing waits. */
  nextTurn(): Promise<number | undefined>
  /** Takes what is due; it is this server's to try until its lease ends. */
  claimNext(): Promise<Claimed | undefined>
  /** One try, from asking what is known to writing down the outcome. Where it fails, the lease expires. */
  deliver(claimed: Claimed): Promise<void>
  /** Called after each try, whatever its outcome. */
  onTried(claimed: Claimed): void
  onFailure(error: unknown, claimed?: Claimed): void
  now(): number
}

/** Claims what becomes due and delivers it concurrently, as far as the queue allows. There is one per server and queue. */
export class Dispatcher<Claimed> {
  readonly #queue: Queue<Claimed>
  readonly #inFlight = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  #isWoken = false
  #isClosed = false

  constructor(queue: Queue<Claimed>) {
    this.#queue = queue
  }

  /** There may be something to send. */
  wake(): void {
    this.#isWoken = true
    if (this.#round || this.#isClosed) return
    clearTimeout(this.#timer)
    this.#round = this.#run()
  }

  /** Begins no more tries, and waits for those in flight. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#round
    await Promise.all(this.#inFlight)
  }

  async #run(): Promise<void> {
    let pause = LOOK_AGAIN_MS
    while (this.#isWoken && !this.#isClosed) {
      this.#isWoken = false
      pause = await this.#dispatch().catch((error) => this.#report(error))
    }
    this.#round = undefined
    if (!this.#isClosed) this.#timer = setTimeout(() => this.wake(), pause)
  }

  /** Starts every try that is due, and returns how long to wait for the next one. */
  async #dispatch(): Promise<number> {
    const queue = this.#queue
    while (!this.#isClosed) {
      const turn = await queue.nextTurn()
      const pause = turn === undefined ? LOOK_AGAIN_MS : turn - queue.now()
      if (pause > 0) return Math.min(pause, LOOK_AGAIN_MS)
      const claimed = await queue.claimNext()
      if (claimed === undefined) return SHORTLY_MS
      this.#begin(claimed)
    }
    return LOOK_AGAIN_MS
  }

  #begin(claimed: Claimed): void {
    const tried = this.#queue
      .deliver(claimed)
      .catch((error) => void this.#report(error, claimed))
      .then(() => {
        this.#inFlight.delete(tried)
        this.#queue.onTried(claimed)
      })
    this.#inFlight.add(tried)
  }

  #report(error: unknown, claimed?: Claimed): number {
    this.#queue.onFailure(error, claimed)
    return LOOK_AGAIN_MS
  }
}
