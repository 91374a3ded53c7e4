import { LeftQueue, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { empty } from '../rule.ts'

/** Leave: the call leaves its queue and goes on after the <Enqueue>. */
export const leave: Verb = {
  name: 'Leave',
  status: 'played',
  page: cxmlPage('leave'),
  does: 'Takes the call out of the queue',
  rule: empty({}),
  run: (line) => {
    line.emit({ kind: 'performed', verb: 'Leave', text: 'takes you out of the queue' })
    throw new LeftQueue()
  },
}
