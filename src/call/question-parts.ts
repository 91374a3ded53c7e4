import type { Language } from '../hearing/heard.ts'
import { disclosedSentences, spokenNameOf } from './disclosure.ts'
import type { Facts } from './facts.ts'
import type { Reason } from './outcome.ts'
import type { Saying } from './sentences/sentences.ts'
import type { Call, Services } from './services.ts'

/** Words that the recogniser should expect, by language. */
export const yesOrNo: Record<Language, string[]> = { 'en-US': ['yes', 'no'], 'es-US': ['sí', 'no'] }

export const likelyRequests: Record<Language, string[]> = {
  'en-US': ['confirm', 'cancel', 'call me back'],
  'es-US': ['confirmar', 'cancelar', 'que me llamen'],
}

/** The names of those who may be calling, and of those who come next. */
export async function likelyNames({
  services,
  call,
  facts,
}: {
  services: Services
  call: Call
  facts: Facts
}): Promise<string[]> {
  const callers = facts.callers ?? (await services.read(services.directory.callers(call.from)))
  return services.directory.likelyNames(callers, services.now())
}

/** Where there is another language, the greeting also says how to choose it, in that language. */
export function languageOffer(
  { settings, sentences }: Services,
  { lang, timesAsked }: { lang: Language; timesAsked: { name?: number } },
): Saying[] {
  const [first, ...others] = settings.languages
  if (lang !== first || timesAsked.name !== 1) return []
  return others.map((other) => ({ lang: other, text: sentences(other).languageOffer }))
}

/** A caller who was not heard, not understood or not found may not be able to speak. */
const OFFERING_KEYS: (Reason | undefined)[] = ['notHeard', 'notUnderstood', 'notFound']

export function keysOffer(
  { sentences }: Services,
  { lang, reason }: { lang: Language; reason: Reason | undefined },
): Saying[] {
  return OFFERING_KEYS.includes(reason) ? [sentences(lang).useKeys] : []
}

/** What comes before the question: what is said this time, or, where it is said again, what the call was told. */
export function toldBefore(
  services: Services,
  call: Call,
  client: string,
  { told }: { told?: string[] },
): string[] | Promise<string[]> {
  return told ?? disclosedSentences(services, call, client)
}

/** The name, unless being on file is a secret: then nothing but what the caller said is ever spoken. */
export async function nameOnFile(
  services: Services,
  clientId: string | undefined,
): Promise<string | undefined> {
  if (services.settings.discreet || clientId === undefined) return undefined
  const client = await services.directory.find(clientId)
  return client && spokenNameOf(services, client)
}
