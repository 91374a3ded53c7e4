import { anything, type ElementRule, empty, locale, oneOf, type ValueRule } from './rule.ts'

/** The tags of SignalWire's page of <Say>, and <speak>, which it says may be left out. */
export const documentedTags = [
  ...['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub'],
  'speak',
]

/** For Amazon's voices its own page holds: https://docs.aws.amazon.com/polly/latest/dg/supportedtags.html. */
export const amazonTags = [
  'amazon:auto-breaths',
  'amazon:breath',
  'amazon:domain',
  'amazon:effect',
  'mark',
  'w',
]

/** What Amazon's neural voices do not have, by the same page. */
export const notNeuralTags = ['amazon:auto-breaths', 'amazon:breath', 'emphasis']

export const ssmlTags = [...documentedTags, ...amazonTags]

const spoken = (attributes: Record<string, ValueRule>): ElementRule => ({
  attributes,
  children: ssmlTags,
  text: true,
})

export const ssml: Record<string, ElementRule> = {
  break: empty({
    strength: oneOf('none', 'x-weak', 'weak', 'medium', 'strong', 'x-strong'),
    time: { accepts: /^(\d{1,4}ms|([0-9](\.\d+)?|10)s|10000ms)$/, wants: 'a time up to 10s' },
  }),
  emphasis: spoken({ level: oneOf('strong', 'moderate', 'reduced', 'none') }),
  lang: spoken({ 'xml:lang': locale }),
  p: spoken({}),
  phoneme: spoken({ alphabet: anything, ph: anything, type: anything }),
  prosody: spoken({ volume: anything, rate: anything, pitch: anything, 'amazon:max-duration': anything }),
  s: spoken({}),
  'say-as': spoken({ 'interpret-as': anything, format: anything, role: anything }),
  speak: spoken({ 'xml:lang': locale, version: anything, xmlns: anything }),
  sub: spoken({ alias: anything }),
  mark: empty({ name: anything }),
  w: spoken({ role: anything }),
  'amazon:auto-breaths': spoken({ volume: anything, frequency: anything, duration: anything }),
  'amazon:breath': empty({ volume: anything, duration: anything }),
  'amazon:domain': spoken({ name: anything }),
  'amazon:effect': spoken({
    name: anything,
    phonation: anything,
    'vocal-tract-length': anything,
  }),
}
