import type { Logger } from 'pino'
import { Webhook } from 'standardwebhooks'
import { type BackOff, backOff } from '../outbox/back-off.ts'
import { Dispatcher } from '../outbox/dispatcher.ts'
import type { Database, Queries } from '../store/database.ts'
import { type ClaimedDelivery, deliveryClaims, settleDelivery } from '../store/request-deliveries.ts'
import { findRequest, type StoredRequest } from '../store/requests.ts'
import type { OfficeServer } from './office-address.ts'
import { postToOffice, type Refusal } from './office-server.ts'
import { namedFields } from './write.ts'

/** About 2 s, 8 s, half a minute, … an hour. */
const BACK_OFF: BackOff = { firstMs: 2_000, growth: 4, longestMs: 3_600_000 / 1.4 }
/** Nobody waits for this, and the answer of the office's server must not be lost for want of a lock. */
const SETTLE_TIMEOUT_MS = 5_000

export type DeliveryOptions = {
  database: Database
  server: OfficeServer
  /** As the office's server has it: whsec_…. */
  secret: string
  /** Is given ids of requests and reasons: never a name or a number. */
  log: Pick<Logger, 'info' | 'error'>
  now: () => number
  /** Of a try; 10 s by default. */
  limitMs?: number | undefined
}

/** Sends stored requests to the office's server, in order and one at a time over all servers on the database. */
export class RequestDeliveries {
  readonly #options: DeliveryOptions
  readonly #webhook: Webhook
  readonly #dispatcher: Dispatcher<ClaimedDelivery>

  constructor(options: DeliveryOptions) {
    const { database, log, now } = options
    this.#options = options
    this.#webhook = new Webhook(options.secret)
    this.#dispatcher = new Dispatcher({
      now,
      nextTurn: () => deliveryClaims.nextTurn(database, now()),
      claimNext: () => deliveryClaims.claimNext(database, now(), () => 0),
      deliver: (delivery) => this.#deliver(delivery),
      // The next one in order.
      onTried: () => this.wake(),
      onFailure: (err, delivery) => log.error({ request: delivery?.id, err }, 'a request could not be sent'),
    })
  }

  /** A request was stored, or may have been left by an earlier run. */
  wake(): void {
    this.#dispatcher.wake()
  }

  /** Waits for the try in flight, and begins no more. */
  close(): Promise<void> {
    return this.#dispatcher.close()
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    const request = await findRequest(this.#options.database, delivery.id)
    // The client was erased meanwhile, and the delivery with the request.
    if (!request) return
    const refusal = await this.#send(request)
    await this.#settle(delivery, refusal)
    const { id, tries } = delivery
    this.#options.log.info({ request: id, tries, reason: refusal }, 'request sent')
  }

  /** Each try is signed again, under the same id. */
  #send(request: StoredRequest): Promise<Refusal> {
    const { server, now, limitMs } = this.#options
    const sentAt = new Date(now())
    const body = writeEvent(request)
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'frontdesk',
      'webhook-id': request.id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': this.#webhook.sign(request.id, sentAt, body),
    }
    return postToOffice(server, body, headers, limitMs)
  }

  async #settle({ id, tries, giveUpAt }: ClaimedDelivery, refusal: Refusal): Promise<void> {
    const now = this.#options.now()
    const work = (queries: Queries) => {
      if (refusal === undefined) return settleDelivery(queries, id, 'delivered', { reason: null, now })
      const leftMs = giveUpAt - now
      if (leftMs <= 0) return settleDelivery(queries, id, 'failed', { reason: refusal, now })
      const waitMs = Math.min(backOff(BACK_OFF, tries), leftMs)
      return deliveryClaims.postpone(queries, { key: id, tries }, { reason: refusal }, { now, waitMs })
    }
    await this.#options.database.transaction(work, { timeoutMs: SETTLE_TIMEOUT_MS })
  }
}

function writeEvent(request: StoredRequest): string {
  const data = namedFields(request)
  return JSON.stringify({ type: 'request.created', timestamp: data.asked_at, data })
}
