import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { readAudit } from '../../src/store/audit.ts'
import { fileClients } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { databases, openForTest } from '../store/databases.ts'

const secrets = { STATE_SECRET: 'x'.repeat(40), PIN_SECRET: 'y'.repeat(40) }
const clients = [
  {
    id: 'a1',
    name: 'Ann Lee',
    pin: '1111',
    phone: '+12025550101',
    appointments: [{ at: '2090-12-15T14:00' }],
  },
  { id: 'a2', name: 'Ann Lee', pin: '2222', message: 'Your order is ready.' },
  { id: 'b1', name: 'Bartholomew Quick', pin: '3333', phone: '+12025550102' },
]

for (const kind of await databases()) {
  test(`${kind.kind}: people are found by name as the line hears it, and the look-up is on record`, async () => {
    const environment = { ...secrets, DATABASE_URL: await kind.url() }
    const database = await openForTest(environment.DATABASE_URL)
    await fileClients(database, readConfig(environment), clients)
    const namesakes = await runCommand('find', ['Ann', 'Lee'], { environment })
    expect(namesakes).toEqual({
      code: 0,
      out: 'a1  Ann Lee  phone …0101  2090-12-15 14:00\na2  Ann Lee  no phone number  no upcoming appointment  a message\n',
      err: '',
    })
    const misheard = await runCommand('find', ['bartholomew kwick'], { environment })
    expect(misheard.out).toBe('b1  Bartholomew Quick  phone …0102  no upcoming appointment\n')
    const record = []
    for await (const entry of readAudit(database, { since: 0, until: Number.MAX_SAFE_INTEGER }))
      record.push([entry.client, entry.what, entry.verifiedBy, entry.appointmentAt !== null])
    expect(record).toEqual([
      ['a1', 'looked-up', 'command', true],
      ['a2', 'looked-up', 'command', false],
      ['b1', 'looked-up', 'command', false],
    ])
    const nobody = await runCommand('find', ['Zebulon Vandergelder'], { environment })
    expect(nobody).toEqual({ code: 1, out: '', err: 'Nobody on file has a name like this.\n' })
  })
}
