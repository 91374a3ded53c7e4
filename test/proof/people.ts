import type { TestClient } from '../helper.ts'

export type Person = TestClient & { phone: string; pin: string }

/** The people on file while the proof runs. What is protected of each is found nowhere else. */
export const people: Person[] = [
  {
    ...{ id: 'c1', name: 'Marguerite Thornbury', pin: '7391', phone: '+13035559182' },
    appointments: [{ at: '2026-12-15T14:00', note: 'Bring the violet folder & a pen <soon>.' }],
  },
  {
    ...{ id: 'c2', name: 'Bartolomé Quintero', pin: '8264', phone: '+13035559273', language: 'es-US' },
    appointments: [{ at: '2027-01-21T09:30', note: 'Bring the amber folder.' }],
  },
  {
    ...{ id: 't1', name: 'Jo Double', pin: '4417', phone: '+13035559364' },
    appointments: [{ at: '2027-02-23T11:00', note: 'Bring the crimson folder.' }],
  },
  {
    ...{ id: 't2', name: 'Jo Double', pin: '5528', phone: '+13035559455' },
    appointments: [{ at: '2027-03-25T16:15', note: 'Bring the indigo folder.' }],
  },
]

/** What a person may hear of themselves once their PIN was right, in any language the line speaks. */
const told: Record<string, RegExp> = {
  c1: /violet|December 15|15 de diciembre/,
  c2: /amber|January 21|21 de enero/,
  t1: /crimson|February 23|23 de febrero/,
  t2: /indigo|March 25|25 de marzo/,
}

/** Who is given away by bytes that may tell of `allowed` alone. PINs and numbers on file are for nobody. */
export function givenAway(bytes: string, allowed: string | undefined): string[] {
  const ofSomebody = people.filter(({ id }) => id !== allowed && told[id]?.test(bytes))
  const secrets = people.filter(({ pin, phone }) =>
    [pin, phone, phone.slice(-4)].some((one) => bytes.includes(one)),
  )
  return [...ofSomebody, ...secrets].map(({ id }) => id)
}

/** Whose names are in some bytes. */
export function named(bytes: string): string[] {
  return people.filter(({ name }) => bytes.toLowerCase().includes(name.toLowerCase())).map(({ id }) => id)
}
