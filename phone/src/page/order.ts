import { z } from 'zod'
import type { Target } from '../engine/call.ts'
import { callAt } from '../engine/call-at.ts'
import type { DialectName } from '../engine/rule.ts'
import { someSwitches, switchesSchema } from '../engine/switches.ts'
import { lineFaultNames, lineFaults, sendWithFault } from '../line-faults.ts'
import { faultNames, faults } from '../messages/faults.ts'
import type { Mailbox } from '../messages/mailbox.ts'
import type { PageCallOptions } from './calls.ts'
import type { Sample } from './samples.ts'
import { switchHelp } from './switch-help.ts'

export type PageOptions = {
  /** What the page calls; without it the page asks for a URL. */
  target?: Target | undefined
  mailbox?: Mailbox | undefined
  /** Where the line takes texts. */
  messageUrl?: string | undefined
  /** The name of the line, for the page's title. */
  name?: string | undefined
  /** Whom to be, and what to answer. */
  samples?: Sample[] | undefined
  /** What is chosen before anybody chooses. */
  first?: FirstOrder | undefined
  /** Whose documents the line speaks. */
  dialect?: DialectName | undefined
}

/** The beginning of an order. */
export type FirstOrder = Partial<Pick<NewCall, 'from' | 'to' | 'at' | 'switches' | 'lineFault' | 'textFault'>>

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
export const optionalUrl = z.union([z.literal(''), url], 'must be an http or https URL').optional()
const number = z.string().min(1, 'must not be empty').max(255)

/** A call as the page orders it. */
export const newCall = z.object({
  from: number,
  to: number,
  /** The line, when it is not that of the server. */
  url: optionalUrl,
  key: z.string().max(1000).optional(),
  fallbackUrl: optionalUrl,
  statusCallbackUrl: optionalUrl,
  /** When the call takes place, in ISO 8601. */
  at: z
    .string()
    .refine((text) => text === '' || !Number.isNaN(Date.parse(text)), 'must be a time')
    .optional(),
  switches: someSwitches.default({}),
  lineFault: z.enum(lineFaultNames).default('none'),
  /** The answer that the fault begins with. */
  faultFrom: z.coerce.number().int().min(1).default(1),
  textFault: z.enum(faultNames).default('none'),
})

type NewCall = z.infer<typeof newCall>

/** What is wrong with an order, as one sentence. */
export function wordsOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'The call'}: ${issue?.message ?? 'cannot be placed like this'}.`
}

/** The call to place; undefined when nobody says what to call. */
export function callOptions(
  { target: configured, mailbox, dialect }: PageOptions,
  wanted: NewCall,
): PageCallOptions | undefined {
  const { from, to, switches, lineFault, faultFrom, textFault, at } = wanted
  const target = targetOf(configured, wanted)
  if (!target) return undefined
  if (mailbox) mailbox.fault = textFault
  return {
    ...target,
    ...{ from, to, switches },
    ...(dialect && { dialect }),
    ...callAt(target, { at }, sendWithFault(target, lineFault, faultFrom)),
    onOver: () => {
      if (mailbox) mailbox.fault = 'none'
    },
  }
}

/** The server's own line keeps its key and its other URLs; any other line has what the page says. */
function targetOf(configured: Target | undefined, wanted: NewCall): Target | undefined {
  const { url, key, fallbackUrl, statusCallbackUrl } = wanted
  const given = {
    ...(key ? { key } : {}),
    ...(fallbackUrl ? { fallbackUrl } : {}),
    ...(statusCallbackUrl ? { statusCallbackUrl } : {}),
  }
  if (configured && (!url || url === configured.url)) return { ...configured, ...given }
  return url ? { url, ...given } : undefined
}

/** What can be chosen, in words. The key itself is not told. */
export function settings({ target, mailbox, messageUrl = '', name, samples = [], first = {} }: PageOptions) {
  const switches = Object.entries(switchesSchema.shape).map(([name, choice]) => ({
    name,
    label: choice.description ?? name,
    // the names of the schema are those of the switches
    help: switchHelp[name as keyof typeof switchHelp],
    choices: choice.options,
  }))
  const labelled = (list: Record<string, { label: string }>) =>
    Object.entries(list).map(([name, { label }]) => ({ name, label }))
  return {
    ...{ name, samples, switches, messageUrl, first },
    url: target?.url ?? '',
    hasKey: target?.key !== undefined,
    lineFaults: labelled(lineFaults),
    textFaults: mailbox ? labelled(faults) : [],
  }
}
