import { ask, askAgain } from '../src/call/ask.ts'
import { askNameAnotherWay, findAll, tellApart } from '../src/call/identify.ts'
import { step } from '../src/call/step.ts'
import { parseAnswer } from '../src/hearing/answer.ts'

/** POST /did-you-mean: yes, then the PIN; or no, then the next best is asked about once, and the name again after that. */
export const didYouMean = step('did-you-mean', async (turn) => {
  const { services, progress, heard } = turn
  const answer = parseAnswer(heard, progress.lang)
  if (answer === 'unclear') return askAgain(turn, 'notUnderstood')
  if (answer === 'yes') return tellApart(turn, await findAll(services, progress.candidates))
  const declined = [...progress.declined, ...progress.candidates]
  const declining = { ...turn, progress: { ...progress, declined } }
  if (progress.next.length === 0) return askNameAnotherWay(declining)
  return ask(declining, 'did-you-mean', { candidates: progress.next, next: [] })
})
