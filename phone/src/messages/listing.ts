import { z } from 'zod'
import type { Mailbox, Message } from './mailbox.ts'
import { messageResource, PREFIX } from './resource.ts'

/** A day in UTC, or a moment; the platform documents days. */
const day = z.iso.date().or(z.iso.datetime({ offset: true }))
/** PA goes on after a message, PB goes back from one. */
const pageToken = z.string().regex(/^P[AB][0-9a-f-]{36}$/)

const listQuery = z.object({
  From: z.string().optional(),
  To: z.string().optional(),
  Status: z.string().optional(),
  DateSent: day.optional(),
  'DateSent<': day.optional(),
  'DateSent>': day.optional(),
  Page: z.coerce.number().int().min(0).default(0),
  PageSize: z.coerce.number().int().min(1).max(1000).default(50),
  PageToken: pageToken.optional(),
})

type ListQuery = z.infer<typeof listQuery>

/** One page of the messages that a query asks for; nothing where the query is not valid. */
export function listMessages(
  { mailbox, accountSid }: { mailbox: Mailbox; accountSid: string },
  given: unknown,
) {
  const read = listQuery.safeParse(given)
  // a later page is found by its token alone
  if (!read.success || (read.data.Page > 0 && read.data.PageToken === undefined)) return undefined
  const query = read.data
  const matching = mailbox.messages.filter((message) => isMeant(message, query))
  const start = startOf(matching, query)
  return page(accountSid, query, matching, start)
}

function isMeant(message: Message, query: ListQuery): boolean {
  return (
    (query.From ?? message.from) === message.from &&
    (query.To ?? message.to) === message.to &&
    (query.Status ?? message.status) === message.status &&
    isSentThen(message, query)
  )
}

/** By the day, in UTC; a message that was not sent yet has none. */
function isSentThen({ sentAt }: Message, query: ListQuery): boolean {
  const { DateSent: on, 'DateSent<': until, 'DateSent>': since } = query
  if (on === undefined && until === undefined && since === undefined) return true
  const sent = sentAt === undefined ? undefined : new Date(sentAt).toISOString().slice(0, 10)
  if (sent === undefined) return false
  return (
    sent === (on?.slice(0, 10) ?? sent) &&
    (until === undefined || sent <= until.slice(0, 10)) &&
    (since === undefined || sent >= since.slice(0, 10))
  )
}

/** Where a page starts. */
function startOf(messages: Message[], { PageToken, PageSize }: ListQuery): number {
  const at = messages.findIndex(({ sid }) => sid === PageToken?.slice(2))
  if (at < 0) return 0
  return PageToken?.startsWith('PA') ? at + 1 : Math.max(0, at - PageSize)
}

function page(accountSid: string, query: ListQuery, matching: Message[], start: number) {
  const { Page, PageSize, PageToken: _, ...filters } = query
  const shown = matching.slice(start, start + PageSize)
  const uriOf = (number: number, token?: string) => {
    const wanted = { ...filters, Page: number, PageSize, ...(token && { PageToken: token }) }
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(wanted))
      if (value !== undefined) search.set(name, String(value))
    return `${PREFIX}/Accounts/${accountSid}/Messages.json?${search}`
  }
  const hasMore = matching.length > start + PageSize
  return {
    uri: uriOf(Page, query.PageToken),
    first_page_uri: uriOf(0),
    next_page_uri: hasMore ? uriOf(Page + 1, `PA${shown.at(-1)?.sid}`) : null,
    previous_page_uri: start > 0 ? uriOf(Math.max(0, Page - 1), `PB${matching[start]?.sid}`) : null,
    page: Page,
    page_size: PageSize,
    messages: shown.map((message) => messageResource(accountSid, message)),
  }
}
