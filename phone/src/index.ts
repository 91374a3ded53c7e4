export {
  type Answer,
  type Caller,
  hangUp,
  noise,
  press,
  type Question,
  say,
  script,
  silence,
} from './engine/answer.ts'
export type { BreachDetails } from './engine/breach.ts'
export { type Call, type CallOptions, placeCall, type Target } from './engine/call.ts'
export { TIME_HEADER } from './engine/call-at.ts'
export { type Clock, realClock, virtualClock } from './engine/clock.ts'
export { checkDocument } from './engine/dialects.ts'
export type { CallEvent, Ending, Exchange, TimedEvent } from './engine/events.ts'
export { type Detour, sendOverHttp } from './engine/http.ts'
export type { DialectName } from './engine/rule.ts'
export type { Limits, Reply, Request, Send } from './engine/send.ts'
export type { SomeSwitches, Switches } from './engine/switches.ts'
export { receiveText, type TextAnswer, type TextOptions } from './engine/text.ts'
export { type Element, parseXml } from './engine/xml.ts'
export { CommandError, UsageError } from './errors.ts'
export { recordScenario } from './scenario/record.ts'
export { replay } from './scenario/replay.ts'
export { readScenario, type Scenario } from './scenario/scenario.ts'
export { type PhoneArguments, readArguments, usage } from './terminal/arguments.ts'
export { callFromTerminal } from './terminal/terminal-call.ts'
export { textFromTerminal } from './terminal/terminal-text.ts'
export { type PhoneCall, type PhoneOptions, phone } from './testing/phone.ts'
