// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source text

/** A guard, where it stands, and how the line would read without it. */
export type Guard = { name: string; file: string; guard: string; without: string; world: string }

/** Each is left out in turn, and the proof must notice. */
export const guards: Guard[] = [
  {
    name: 'the signature of webhooks',
    file: 'src/signalwire/signature-hook.ts',
    guard: 'return given !== undefined && isSigned(signingKeys, given, url, parametersOf(request))',
    without: 'return true',
    world: 'tell',
  },
  {
    name: 'progress is bound to its call',
    file: 'src/call/signed-url.ts',
    guard: 'update(`${path}\\n${signed}\\n${callSid}`)',
    without: 'update(`${path}\\n${signed}\\n`)',
    world: 'tell',
  },
  {
    name: 'progress is bound to its step',
    file: 'src/call/signed-url.ts',
    guard: 'update(`${path}\\n${signed}\\n${callSid}`)',
    without: 'update(`${signed}\\n${callSid}`)',
    world: 'tell',
  },
  {
    name: 'progress is bound to what it says',
    file: 'src/call/signed-url.ts',
    guard: 'update(`${path}\\n${signed}\\n${callSid}`)',
    without: 'update(`${path}\\n${callSid}`)',
    world: 'tell',
  },
  {
    name: 'progress expires',
    file: 'src/call/progress.ts',
    guard: "signed.isExpired ? 'expired' : 'valid'",
    without: "'valid'",
    world: 'tell',
  },
  {
    name: 'the end of a call voids it',
    file: 'src/store/calls.ts',
    guard: 'return row !== undefined && row.ended_at !== null',
    without: 'return row === null',
    world: 'tell',
  },
  {
    name: 'the PIN',
    file: 'src/pins/pin-hash.ts',
    guard: 'return isEqual(`${salt}.${keyedHash(salt, pin, secret)}`, stored)',
    without: 'return true',
    world: 'tell',
  },
  {
    name: 'the lock of a client',
    file: 'src/pins/enter-pin.ts',
    guard: '!isLocked(client, now) && !isLocked(number, now)',
    without: '!isLocked(number, now)',
    world: 'a locked client',
  },
  {
    name: 'the lock of a number',
    file: 'src/pins/enter-pin.ts',
    guard: '!isLocked(client, now) && !isLocked(number, now)',
    without: '!isLocked(client, now)',
    world: 'a locked number',
  },
  {
    name: 'the last four digits tell people of one name apart',
    file: 'routes/last-four.ts',
    guard: 'clients.filter((one) => one.lastFour === digits)',
    without: 'clients.slice(0, 1)',
    world: 'people of one name',
  },
  {
    name: 'wrong last four digits are counted',
    file: 'routes/last-four.ts',
    guard: 'await services.pins.countDigits({ call, timesAsked, digits, isRight: client !== undefined })',
    without: '',
    world: 'wrong last digits',
  },
  {
    name: 'callers without a number share one count',
    file: 'src/pins/subjects.ts',
    guard: '`number:${numberKey(number, secret)}` : withheldSubject',
    without: '`number:${numberKey(number, secret)}` : `withheld:${Math.random()}`',
    world: 'withheld callers',
  },
  {
    name: 'a keyed name is not spoken',
    file: 'src/call/questions.ts',
    guard: 'progress.isKeyed || known.name !== undefined',
    without: 'known.name !== undefined',
    world: 'keys',
  },
  {
    name: 'a question is asked only so often',
    file: 'src/call/say-question.ts',
    guard: '>= rowOf(question).mostAsked',
    without: '>= 99',
    world: 'a caller who says nothing',
  },
  {
    name: 'a discreet line says back only what was said',
    file: 'src/call/questions.ts',
    guard: 'services.settings.discreet ||',
    without: '',
    world: 'discreet',
  },
  {
    name: 'what is told is recorded first',
    file: 'src/call/disclosure.ts',
    guard: 'return services.disclosures.record(call, disclosure, told)',
    without: 'return told',
    world: 'tell',
  },
  {
    name: 'documents are escaped',
    file: 'src/cxml/xml.ts',
    guard: "allowed.replace(special, (found) => entities[found] ?? '')",
    without: 'allowed',
    world: 'tell',
  },
  {
    name: 'the log holds no query',
    file: 'src/webhooks/report.ts',
    guard: '{ call, step: stepOf(request), outcome, ms }',
    without: '{ call, step: stepOf(request), outcome, form: request.body, ms }',
    world: 'tell',
  },
]
