import { checkDocument as checkByRules, parseXml } from 'cxml-phone'
import type { LightMyRequestResponse } from 'fastify'
import type { Answer } from './answers.ts'
import type { Allowance, State } from './explore.ts'
import { givenAway, named, saidAloud } from './people.ts'

/** Something that must not be, and where it was found. */
export type Finding = {
  state: Pick<State, 'key' | 'path'> | undefined
  answer: Answer | undefined
  what: string
}

/** Where a document leads: the action of its Gather or Dial; undefined where the call ends. */
export function leadsTo(document: string): string | undefined {
  return /action="https:\/\/line\.example\.com([^"]*)"/.exec(document)?.[1]?.replaceAll('&amp;', '&')
}

/** A URL without what differs from call to call. */
export function maskedUrl(url: string): string {
  return url.replace(/&exp=.*$/, '')
}

/** A document without the expiries and signatures, in which any digits may stand, and without what the caller keyed. */
export function masked(document: string): string {
  return document.replace(/exp=\d+&amp;sig=[\w-]+/g, '').replace(/\bkeys=[\d.]+/g, '')
}

/** What is wrong with the answer to a webhook. */
export function checkDocument(
  reply: LightMyRequestResponse,
  fields: Record<string, string>,
  { told, isDiscreet, said }: Allowance,
): string[] {
  if (reply.statusCode !== 200) return [`status ${reply.statusCode}`]
  const bytes = masked(reply.body)
  const { date: _, ...headers } = reply.headers
  const leaks = givenAway(`${bytes}\n${JSON.stringify(headers)}`, told).map((id) => `gives ${id} away`)
  const names = isDiscreet ? namesIn(fields) : said.flatMap((one) => namesIn(one.fields, one.means))
  const aloud = isDiscreet ? saidAloud(bytes).map((id) => `says the name of ${id} aloud`) : []
  return [...leaks, ...aloud, ...(told ? [] : checkNames(bytes, names)), ...faultsOf(bytes)]
}

/** Whose names the caller said, or spelled. */
function namesIn({ SpeechResult = '' }: Record<string, string>, means: string[] = []): string[] {
  return [...named(SpeechResult), ...(SpeechResult === '' ? [] : means)]
}

/**
 * No name is spoken that the caller has not said, and in discreet mode only what this very answer said; the recogniser's
 * hints are for the platform.
 */
function checkNames(bytes: string, said: string[]): string[] {
  const spoken = bytes.replace(/ hints="[^"]*"/g, '')
  return named(spoken)
    .filter((id) => !said.includes(id))
    .map((id) => `names ${id}`)
}

const known = new Map<string, string[]>()

/** What a strict phone refuses; most documents come again and again. */
function faultsOf(document: string): string[] {
  const before = known.get(document)
  if (before) return before
  const faults = faultsByRules(document)
  known.set(document, faults)
  return faults
}

function faultsByRules(document: string): string[] {
  try {
    return checkByRules(parseXml(document)).map(({ message }) => message)
  } catch (error) {
    return [error instanceof Error ? error.message : 'the document cannot be read']
  }
}
