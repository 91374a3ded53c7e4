import type { Saying } from './sentences/sentences.ts'
import type { Services } from './services.ts'

/** What is said once a call, before the first question: the office's name, and on a closed day its sentence. */
export async function greeting(services: Services): Promise<Saying[]> {
  const { settings, office, now, sentences } = services
  const [lang] = settings.languages
  const state = await office.stateAt(now())
  const closedDay = state.isOpen ? undefined : state.closedDay?.say[lang]
  return [
    ...(settings.officeName ? [sentences(lang).greeting(settings.officeName)] : []),
    ...(closedDay ? [closedDay] : []),
  ]
}
