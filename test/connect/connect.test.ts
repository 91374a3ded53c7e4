import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type CommandOptions, runCommand, startCommand } from '../run-command.ts'
import { connected, type Manner, number, project, startSpace, token } from '../signalwire/space.ts'
import { temporaryFolder } from '../store/databases.ts'

const phone = '+15551234567'
const publicUrl = 'https://line.example.com'
const file = `data/connected/${phone.slice(1)}.json`
const before = {
  voice_url: 'https://old.example/answer',
  voice_method: 'GET',
  voice_fallback_url: null,
  status_callback: 'https://old.example/ended',
  sms_url: 'https://old.example/sms',
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
    voice_url: `${publicUrl}/voice`,
    voice_method: 'POST',
    voice_fallback_url: `${publicUrl}/fallback`,
    voice_fallback_method: 'POST',
    status_callback: `${publicUrl}/call-status`,
    status_callback_method: 'POST',
    sms_url: before.sms_url,
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
  expect(space.numbers[0]).toMatchObject({ voice_url: 'https://new.example.com/voice' })
  const { code, out } = await connect([phone, '--undo', '--yes'])
  expect(code).toBe(0)
  expect(out).toContain('https://new.example.com/voice → https://old.example/answer')
  expect(space.numbers[0]).toEqual(first)
  expect(kept()).toBe(false)
  const again = await connect([phone, '--undo', '--yes'])
  expect(again).toMatchObject({ code: 1, out: expect.stringContaining('There are no previous settings') })
})

test('a setting that was never made is made to be none again', async () => {
  const bare = {
    voice_url: null,
    voice_method: null,
    voice_fallback_method: null,
    status_callback_method: null,
  }
  const { space, connect } = await openDesk([number(phone, bare)])
  const { out } = await connect([phone, '--yes'])
  expect(out).toContain('(none) → https://line.example.com/voice')
  await connect([phone, '--undo', '--yes'])
  expect(space.numbers[0]).toMatchObject({ voice_url: null, voice_fallback_url: null, status_callback: null })
  expect(
    space
      .writes()
      .flatMap(({ form }) => Object.entries(form))
      .filter(([name, value]) => /Method$/.test(name) && value === ''),
  ).toEqual([])
})

test('a number that somebody has changed since is kept as they left it', async () => {
  const { space, connect } = await openDesk()
  await connect([phone, '--yes'])
  Object.assign(space.numbers[0] ?? {}, { voice_url: 'https://third.example/' })
  await connect([phone, '--yes'])
  await connect([phone, '--undo', '--yes'])
  expect(space.numbers[0]).toMatchObject({ voice_url: 'https://third.example/' })
})

test('a number that points here already is left alone', async () => {
  const { space, connect } = await openDesk([connected(phone, publicUrl)])
  const { code, out } = await connect([phone])
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('nothing to change') })
  expect(space.writes()).toEqual([])
})

test('without a number, those of the project are listed, over all pages', async () => {
  const fax = number('+15550000003', { capabilities: { voice: false, fax: true } })
  const numbers = [number(phone, before), number('+15550000002'), fax]
  const { connect } = await openDesk(numbers, { pageSize: 2 })
  const { code, out } = await connect([])
  expect(code).toBe(0)
  expect(out).toMatch(
    /\+15551234567 {2}calls https:\/\/old\.example\/answer\n.*\+15550000002 {2}calls no URL yet\n.*fax line/,
  )
})

test('an application on the number gives way, and comes back', async () => {
  const { space, connect } = await openDesk([number(phone, { ...before, voice_application_sid: 'app-1' })])
  await connect([phone, '--yes'])
  expect(space.numbers[0]).toMatchObject({ voice_url: `${publicUrl}/voice`, voice_application_sid: null })
  await connect([phone, '--yes', '--undo'])
  expect(space.numbers[0]).toMatchObject({ ...before, voice_application_sid: 'app-1' })
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
    before: { voiceUrl: before.voice_url, voiceMethod: 'GET' },
  })
  delete space.manner.store
  expect(await connect([phone, '--undo', '--yes'])).toMatchObject({ code: 0 })
  expect(space.numbers[0]).toEqual(first)
})

test.each<[string, (form: Record<string, string>) => Record<string, string>]>([
  ['forgets the fallback', ({ VoiceFallbackUrl: _, ...form }) => form],
  [
    'stores another URL',
    (form) => (form.VoiceUrl === `${publicUrl}/voice` ? { ...form, VoiceUrl: 'https://x/' } : form),
  ],
])('when the platform %s, the number is put back', async (_name, store) => {
  const { space, connect } = await openDesk(undefined, { store })
  const { code, err } = await connect([phone, '--yes'])
  expect(code).toBe(1)
  expect(err).toMatch(/^\+15551234567 was restored, because the platform did not store the [^\n]*\.\n$/)
  expect(space.numbers[0]).toMatchObject(before)
})

test('when the number is handled by another kind of script, it is put back', async () => {
  const { space, connect } = await openDesk(undefined, {
    handlers: { [phone]: { call_handler: 'relay_script' } },
  })
  const { code, err } = await connect([phone, '--yes'])
  expect(code).toBe(1)
  expect(err).toContain('is handled by relay_script, so its voice URL is not called: in the dashboard,')
  expect(space.numbers[0]).toMatchObject(before)
})

test.each<[string, string[], Parameters<typeof number>[1], string]>([
  ['not of the project', ['+15559999999'], {}, 'is not a number of this project'],
  ['without voice', [phone], { capabilities: { voice: false } }, 'cannot take calls'],
  ['a fax line', [phone], { voice_receive_mode: 'fax' }, 'is a fax line'],
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
  expect(space.numbers[0]).toMatchObject({ voice_url: `${publicUrl}/voice` })
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
