import type { DialectName } from './rule.ts'

/** Engines of the page on text-to-speech, https://signalwire.com/docs/platform/voice/tts. */
const engines =
  'amazon|polly|azure|cartesia|deepgram|elevenlabs|fish|gcloud|grok|groq-tts|inworld|minimax|mistral|openai|rime|' +
  'smallest|speechify'
const twilioEngines = 'polly|google|elevenlabs|amazon'

/** Amazon's voices, https://docs.aws.amazon.com/polly/latest/dg/available-voices.html. */
const pollyVoices = new Set(
  (
    'Aditi Adriano Alba Amy Ana Andres Aria Arlet Arthur Astrid Ayanda Bianca Brian Burcu Camila Carla Carmen Celine ' +
    'Chantal Conchita Cristiano Daniel Danielle Dora Elin Emma Enrique Ewa Filiz Florian Gabrielle Geraint Giorgio ' +
    'Gregory Gwyneth Hala Hannah Hans Hiujin Ida Ines Isabelle Ivy Jacek Jan Jasmine Jihye Jitka Joanna Joey Justin Kajal ' +
    'Karl Kazuha Kendra Kevin Kimberly Laura Lea Liam Lisa Liv Lotte Lorenzo Lucia Lupe Mads Maja Marlene Mathieu Matthew ' +
    'Maxim Mia Miguel Mizuki Naja Niamh Nicole Ola Olivia Patrick Pedro Penelope Raveena Remi Ricardo Ruben Russell Ruth ' +
    'Sabrina Salli Seoyeon Sergio Sofie Stephen Suvi Takumi Tatyana Thiago Tiffany Tomoko Vicki Vitoria Zayd Zeina Zhiyu'
  ).split(' '),
)

const isPollyVoice = (voice: string) => /^(polly|amazon)\./i.test(voice)

/** Whether Amazon speaks with this voice: its own limit and SSML hold then. */
export { isPollyVoice }

/** Whether Amazon makes this voice with its neural engine, which has fewer SSML tags. */
export const isNeural = (voice: string) =>
  isPollyVoice(voice) && /[-:](neural|generative|long-form)/i.test(voice)

/** Whether a voice exists, as far as its name can tell. */
export function isKnownVoice(voice: string, dialect: DialectName): boolean {
  if (/^(man|woman|alice)$/i.test(voice)) return true
  if (dialect === 'twiml' && /^(basic|default)$/i.test(voice)) return true
  const known = dialect === 'twiml' ? twilioEngines : engines
  const shape = new RegExp(`^(${known})\\.[^\\s:]+(:[^\\s:]+){0,2}$`, 'i').test(voice)
  return shape && (!isPollyVoice(voice) || isKnownPollyVoice(voice)) && isGoogleShape(voice)
}

function isKnownPollyVoice(voice: string): boolean {
  const name = voice.split(/[.:]/)[1]?.replace(/-(neural|generative|long-form)$/i, '') ?? ''
  // Amazon writes some names with accents, such as Léa
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return [...pollyVoices].some((known) => known.toLowerCase() === plain)
}

/** Google's voices begin with their locale. */
function isGoogleShape(voice: string): boolean {
  return !/^(gcloud|google)\./i.test(voice) || /^\w+\.[a-z]{2,3}-[A-Za-z]{2,4}-[\w-]+/.test(voice)
}
