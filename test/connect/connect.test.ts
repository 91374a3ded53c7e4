import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CommandOptions, runCommand, startCommand } from '../run-command.ts'
import { connected, type Manner, number, project, startSpace, token } from '../signalwire/space.ts'
import { temporaryFolder } from '../store/databases.ts'

const phone = '+15551234567'
const publicUrl = 'https://line.example.com'
const file = `data/connected/${phone.slice(1)}.json`
const before = {
  call_handler: 'laml_webhooks',
  call_request_url: 'https://old.example/answer',
  call_request_method: 'GET',
  call_fallback_method: 'POST',
  call_status_callback_url: 'https://old.example/ended',
  call_status_callback_method: 'POST',
  message_request_url: 'https://old.example/sms',
  message_request_method: 'POST',
  message_fallback_method: 'POST',
}

/** A space, and the command run in a folder that stays the same. */
async function openDesk(numbers = [number(phone, before)], manner: Manner = {}) {
  const space = await startSpace(numbers, manner)
  const folder = temporaryFolder()
  const environment = {
    PUBLIC_URL: publicUrl,
    SIGNALWIRE_PROJECT_ID: project,
    SIGNALWIRE_API_TOKEN: token,
    SIGNALWIRE_SPACE_URL: space.host,
  }
  const options = { folder, certs: [space.cert], environment }
  const connect = (args: string[], changes: CommandOptions = {}) =>
    runCommand('connect', args, { ...options, ...changes })
  return { space, folder, options, connect, kept: () => existsSync(`${folder}/${file}`) }
}

test('a number is shown as it is and as it would be, and changed after a yes', async () => {
  const { space, connect } = await openDesk()
  const { code, out, err } = await connect([phone], { input: 'y\n' })
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).toContain('https://old.example/answer → https://line.example.com/voice')
  expect(out).toContain('GET → POST')
  expect(out).toContain('(none) → https://line.example.com/fallback')
  expect(out).toContain(`Point ${phone} here? [y/N]`)
  expect(out).toContain(`${phone} now calls https://line.example.com/voice`)
  expect(space.numbers[0]).toMatchObject({
    call_handler: 'laml_webhooks',
    call_request_url: `${publicUrl}/voice`,
    call_request_method: 'POST',
    call_fallback_url: `${publicUrl}/fallback`,
    call_fallback_method: 'POST',
    call_status_callback_url: `${publicUrl}/call-status`,
    call_status_callback_method: 'POST',
    message_request_url: `${publicUrl}/sms`,
    message_fallback_url: `${publicUrl}/sms`,
  })
})

test.each(['n\n', '\n', ''])('any other answer changes nothing: %j', async (input) => {
  const { space, connect, kept } = await openDesk()
  const { code, out } = await connect([phone], { input })
  expect(code).toBe(1)
  expect(out).toContain('Nothing was changed.')
  expect(space.writes()).toEqual([])
  expect(kept()).toBe(false)
})

test('--dry-run only says what would change', async () => {
  const { space, connect, kept } = await openDesk()
  const { code, out } = await connect([phone, '--dry-run'])
  expect(code).toBe(0)
  expect(out).toContain('https://line.example.com/voice')
  expect(space.writes()).toEqual([])
  expect(kept()).toBe(false)
})

test('--undo puts back what was there, whatever was done in between', async () => {
  const { space, options, connect, kept } = await openDesk()
  const first = { ...space.numbers[0] }
  await connect([phone, '--yes'])
  await connect([phone, '--yes'])
  await connect([phone, '--yes'], {
    environment: { ...options.environment, PUBLIC_URL: 'https://new.example.com' },
  })
  expect(space.numbers[0]).toMatchObject({ call_request_url: 'https://new.example.com/voice' })
  const { code, out } = await connect([phone, '--undo', '--yes'])
  expect(code).toBe(0)
  expect(out).toContain('https://new.example.com/voice → https://old.example/answer')
  expect(space.numbers[0]).toEqual(first)
  expect(kept()).toBe(false)
  const again = await connect([phone, '--undo', '--yes'])
  expect(again).toMatchObject({ code: 1, out: expect.stringContaining('There are no previous settings') })
})

test('a number that had no handler and no URL is connected and put back', async () => {
  const { space, connect } = await openDesk([number(phone)])
  const { out } = await connect([phone, '--yes'])
  expect(out).toContain('(none) → https://line.example.com/voice')
  expect(space.numbers[0]).toMatchObject({ call_handler: 'laml_webhooks' })
  const { code, err } = await connect([phone, '--undo', '--yes'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(none(space.numbers[0], 'call_request_url', 'call_fallback_url', 'call_status_callback_url')).toBe(
    true,
  )
  expect(space.writes()[1]?.changes).toEqual({
    call_request_url: '',
    call_fallback_url: '',
    call_status_callback_url: '',
    message_request_url: 'https://other.example/sms',
    message_fallback_url: '',
  })
})

/** Whether these settings are blank or null. */
const none = (one: Record<string, unknown> | undefined, ...names: string[]) =>
  names.every((name) => !one?.[name])

test('a number is changed by the one call that the platform documents for it', async () => {
  const { space, connect } = await openDesk()
  await connect([phone, '--yes'])
  expect(space.writes()).toEqual([
    {
      method: 'PUT',
      path: `/api/relay/rest/phone_numbers/${space.numbers[0]?.id}`,
      changes: {
        call_handler: 'laml_webhooks',
        call_request_url: `${publicUrl}/voice`,
        call_request_method: 'POST',
        call_fallback_url: `${publicUrl}/fallback`,
        call_fallback_method: 'POST',
        call_status_callback_url: `${publicUrl}/call-status`,
        call_status_callback_method: 'POST',
        message_handler: 'laml_webhooks',
        message_request_url: `${publicUrl}/sms`,
        message_request_method: 'POST',
        message_fallback_url: `${publicUrl}/sms`,
        message_fallback_method: 'POST',
      },
    },
  ])
})

test('a number that somebody has changed since is kept as they left it', async () => {
  const { space, connect } = await openDesk()
  await connect([phone, '--yes'])
  Object.assign(space.numbers[0] ?? {}, { call_request_url: 'https://third.example/' })
  await connect([phone, '--yes'])
  await connect([phone, '--undo', '--yes'])
  expect(space.numbers[0]).toMatchObject({ call_request_url: 'https://third.example/' })
})

test('a number that points here already is left alone', async () => {
  const { space, connect } = await openDesk([connected(phone, publicUrl)])
  const { code, out } = await connect([phone])
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('nothing to change') })
  expect(space.writes()).toEqual([])
})

test('without a number, those of the project are listed, over all pages', async () => {
  const fax = number('+15550000003', { capabilities: ['fax'] })
  const numbers = [number(phone, before), number('+15550000002'), fax]
  const { connect } = await openDesk(numbers, { pageSize: 2 })
  const { code, out } = await connect([])
  expect(code).toBe(0)
  expect(out).toMatch(
    /\+15551234567 {2}calls https:\/\/old\.example\/answer\n.*\+15550000002 {2}calls no URL yet\n.*fax line/,
  )
})

test.each<[string, Record<string, string>]>([
  ['an application', { call_handler: 'laml_application', call_laml_application_id: randomUUID() }],
  ['a script', { call_handler: 'relay_script', call_relay_script_url: 'https://old.example/swml' }],
  [
    'a message context',
    {
      call_handler: 'relay_topic',
      call_relay_topic: 'x',
      message_handler: 'relay_context',
      message_relay_context: 'office',
    },
  ],
  ['a topic', { call_handler: 'relay_topic', call_relay_topic: 'office' }],
])('a number that %s handles is connected and put back', async (_name, handled) => {
  const { space, connect } = await openDesk([number(phone, handled)])
  const { out } = await connect([phone, '--yes'])
  expect(out).toContain(`${handled.call_handler} → laml_webhooks`)
  expect(space.numbers[0]).toMatchObject({
    call_handler: 'laml_webhooks',
    call_request_url: `${publicUrl}/voice`,
  })
  expect(await connect([phone, '--yes', '--undo'])).toMatchObject({ code: 0, err: '' })
  expect(space.numbers[0]).toMatchObject(handled)
  expect(none(space.numbers[0], 'call_request_url', 'call_fallback_url')).toBe(true)
})

test('what only the dashboard can assign again is said before it is lost, and on the way back', async () => {
  const resource = randomUUID()
  const handled = { call_handler: 'ai_agent', calling_handler_resource_id: resource }
  const { space, connect } = await openDesk([number(phone, handled)])
  const says = `Only the dashboard can assign the number to what handled its calls before (ai_agent, the resource ${resource})`
  expect(await connect([phone, '--yes'])).toMatchObject({ code: 0, out: expect.stringContaining(says) })
  const back = await connect([phone, '--yes', '--undo'])
  expect(back).toMatchObject({ code: 0, out: expect.stringContaining(says) })
  expect(none(space.numbers[0], 'call_request_url')).toBe(true)
})

test('interrupted while it asks, it leaves the number as it was', async () => {
  const { space, options } = await openDesk()
  const first = { ...space.numbers[0] }
  const { child, ended } = startCommand('connect', [phone], options)
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => data.toString().includes('[y/N]') && resolve())
  })
  child.kill('SIGINT')
  expect((await ended).code).not.toBe(0)
  expect(space.writes()).toEqual([])
  expect(space.numbers[0]).toEqual(first)
})

test('killed while it changes the number, it has kept what was there', async () => {
  const { space, folder, options, connect } = await openDesk()
  const first = { ...space.numbers[0] }
  space.manner.store = (form) => {
    child.kill('SIGKILL')
    return form
  }
  const { child, ended } = startCommand('connect', [phone, '--yes'], options)
  await ended
  expect(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))).toMatchObject({
    before: { call_request_url: before.call_request_url, call_request_method: 'GET' },
  })
  delete space.manner.store
  expect(await connect([phone, '--undo', '--yes'])).toMatchObject({ code: 0 })
  expect(space.numbers[0]).toEqual(first)
})

test.each<[string, NonNullable<Manner['store']>]>([
  ['forgets the fallback', ({ call_fallback_url: _, ...changes }) => changes],
  ['keeps the handler', ({ call_handler: _, ...changes }) => changes],
  [
    'stores another URL',
    (changes) =>
      changes.call_request_url === `${publicUrl}/voice`
        ? { ...changes, call_request_url: 'https://x/' }
        : changes,
  ],
])('when the platform %s, the number is put back, and both dashboards are named', async (_name, store) => {
  const script = { call_handler: 'relay_script', call_relay_script_url: 'https://old.example/swml' }
  const { space, connect } = await openDesk([number(phone, script)], { store })
  const { code, err } = await connect([phone, '--yes'])
  expect(code).toBe(1)
  expect(err).toMatch(/^\+15551234567 was restored, because the platform did not store the [^\n]*\.\n$/)
  expect(err).toContain(`Assign Resource and a cXML script with the External URL ${publicUrl}/voice`)
  expect(err).toContain('LaML Webhooks')
  expect(space.numbers[0]).toMatchObject(script)
})

test('when the number cannot be put back, the real reason is shown and what to do', async () => {
  const { space, connect, kept } = await openDesk(undefined, {
    store: ({ call_fallback_url: _, ...changes }) => {
      space.manner.refusesChanges = { status: 422, body: '{"errors":[{"detail":"Number is\\nlocked"}]}' }
      return changes
    },
  })
  const { code, err } = await connect([phone, '--yes'])
  expect(code).toBe(1)
  expect(err).toContain(`${phone} is half changed, because the platform did not store the fallback URL`)
  expect(err).toContain('refuses the request (422): "Number is locked"')
  expect(err).toContain('Run it with --undo')
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(kept()).toBe(true)
  delete space.manner.refusesChanges
  delete space.manner.store
  expect(await connect([phone, '--yes', '--undo'])).toMatchObject({ code: 0 })
  expect(space.numbers[0]).toMatchObject(before)
})

test.each([
  [400, '{"code":"11200","message":"Url is not reachable","status":400}', 'Url is not reachable'],
  [422, '{"errors":[{"detail":"A is bad"},{"detail":"B is bad"}]}', 'A is bad; B is bad'],
  [422, '{"errors":["Name is taken"]}', 'Name is taken'],
])("the platform's own message for %i is shown: %s", async (status, body, says) => {
  const { connect } = await openDesk(undefined, { refusesChanges: { status, body } })
  const { code, err } = await connect([phone, '--yes'])
  expect(code).toBe(1)
  expect(err).toContain(`(${status}`)
  expect(err).toContain(`"${says}"`)
})

test.each<[string, string[], Parameters<typeof number>[1], string]>([
  ['not of the project', ['+15559999999'], {}, 'is not a number of this project'],
  ['without voice', [phone], { capabilities: ['sms'] }, 'cannot take calls'],
  ['a fax line', [phone], { call_receive_mode: 'fax' }, 'is a fax line'],
  ['no number', ['5551234'], {}, 'write it as +15551234567'],
  ['one of two', [phone, '+15559999999'], {}, 'connect one number at a time'],
  ['given with an unknown option', [phone, '--force'], {}, "Unknown option '--force'"],
  ['missing for --undo', ['--undo'], {}, '--undo needs a number'],
])('a number that is %s gets a sentence, and nothing is changed', async (_name, args, changes, says) => {
  const { space, connect } = await openDesk([number(phone, changes)])
  const { code, out, err } = await connect(args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(says)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(space.writes()).toEqual([])
})

test.each<[string, Manner, string]>([
  ['HTML', { always: { status: 200, type: 'text/html', body: '<html>' } }, 'not as a SignalWire space does'],
  ['401', { always: { status: 401 } }, 'refuses the credentials (401)'],
  ['403', { always: { status: 403 } }, 'forbids'],
  ['404', { always: { status: 404 } }, 'no such project'],
  ['429', { always: { status: 429 } }, 'wait a minute'],
  ['nothing', { always: 'hang' }, 'does not answer'],
])('a space that answers %s gets a sentence', async (_name, manner, says) => {
  const { connect, kept } = await openDesk(undefined, manner)
  const { code, out, err } = await connect([phone, '--yes'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(says)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toContain(token)
  expect(kept()).toBe(false)
})

test('a change that is refused leaves the number as it was, and says why', async () => {
  const { space, connect } = await openDesk()
  const numbers = space.numbers.map((one) => ({ ...one }))
  space.manner.refusesChanges = { status: 403 }
  const { code, err } = await connect([phone, '--yes'])
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('forbids this to the credentials') })
  expect(space.numbers).toEqual(numbers)
})

test('a change whose answer is lost is not called done, and running it again settles it', async () => {
  const { space, connect } = await openDesk()
  space.manner.refusesChanges = 'drop'
  const { code, err } = await connect([phone, '--yes'])
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('did not confirm that') })
  delete space.manner.refusesChanges
  expect(await connect([phone, '--yes'])).toMatchObject({ code: 0 })
  await connect([phone, '--yes', '--undo'])
  expect(space.numbers[0]).toMatchObject(before)
})

test('a change that is answered with nothing counts by what was stored', async () => {
  const { space, connect } = await openDesk(undefined, { isTerse: true })
  expect(await connect([phone, '--yes'])).toMatchObject({ code: 0 })
  expect(space.numbers[0]).toMatchObject({ call_request_url: `${publicUrl}/voice` })
})

test('a change that cannot be read back is said to have been made', async () => {
  const { connect, kept } = await openDesk(undefined, { isMuteAfterwards: true })
  const { code, err } = await connect([phone, '--yes'])
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('was changed, but') })
  expect(kept()).toBe(true)
})

test.each([
  [{ PUBLIC_URL: '' }, 'PUBLIC_URL must be the https address'],
  [{ PUBLIC_URL: 'http://line.example.com' }, 'PUBLIC_URL must be the https address'],
  [{ SIGNALWIRE_PROJECT_ID: '', SIGNALWIRE_API_TOKEN: '', SIGNALWIRE_SPACE_URL: '' }, 'No project is known'],
])('without %o there is nothing to connect', async (changes, says) => {
  const { options, connect } = await openDesk()
  const { code, err } = await connect([phone, '--yes'], {
    environment: { ...options.environment, ...changes },
  })
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(says) })
})

test('a number whose settings cannot be kept is left as it was, and the sentence says so', async () => {
  const { space, folder, options, connect } = await openDesk()
  // A configuration with secrets of its own needs no folder for them.
  writeFileSync(`${folder}/data`, '')
  const environment = { ...options.environment, STATE_SECRET: 'x'.repeat(32), PIN_SECRET: 'y'.repeat(32) }
  const { code, err } = await connect([phone, '--yes'], { environment })
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringMatching(/^Nothing was changed, because [^\n]*\n$/),
  })
  expect(space.writes()).toEqual([])
})

test('a file that cannot be read is not written over', async () => {
  const { space, folder, connect } = await openDesk()
  await connect([phone, '--yes'])
  writeFileSync(`${folder}/${file}`, '{')
  Object.assign(space.numbers[0] ?? {}, before)
  const { code, err } = await connect([phone, '--yes'])
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('cannot be read') })
  expect(space.numbers[0]).toMatchObject(before)
})
