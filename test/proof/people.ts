import type { TestClient } from '../helper.ts'

export type Person = TestClient & { phone: string; pin: string }

/** The people on file while the proof runs. What is protected of each is found nowhere else. */
export const people: Person[] = [
  {
    ...{ id: 'c1', name: 'Marguerite Thornbury', pin: '7391', phone: '+13035559182' },
    appointments: [{ at: '2026-12-15T14:00', note: 'Bring the violet folder & a pen <soon>.' }],
    ...{ message: 'your cobalt parcel is ready.', spokenName: 'Margreet Thornberry' },
  },
  {
    ...{ id: 'c2', name: 'Bartolomé Quintero', pin: '8264', phone: '+13035559273', language: 'es-US' },
    appointments: [{ at: '2027-01-21T09:30', note: 'Bring the amber folder.' }],
    ...{ message: 'su paquete ocre está listo.', spokenName: 'Bartolomay Kintero' },
  },
  {
    ...{ id: 't1', name: 'Jo Double', pin: '4417', phone: '+13035559364' },
    appointments: [{ at: '2027-02-23T11:00', note: 'Bring the crimson folder.' }],
    message: 'your scarlet parcel is ready.',
  },
  {
    ...{ id: 't2', name: 'Jo Double', pin: '5528', phone: '+13035559455' },
    appointments: [{ at: '2027-03-25T16:15', note: 'Bring the indigo folder.' }],
  },
]

/** What a person may hear of themselves once their PIN was right, in any language the line speaks. */
const told: Record<string, RegExp> = {
  c1: /violet|cobalt|December 15|15 de diciembre/,
  c2: /amber|ocre|January 21|21 de enero/,
  t1: /crimson|scarlet|February 23|23 de febrero/,
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
  const text = bytes.toLowerCase()
  const isIn = (name: string) => text.includes(name.toLowerCase())
  return people.filter(({ name, spokenName }) => isIn(name) || isIn(spokenName ?? name)).map(({ id }) => id)
}

/** Whose names are in some bytes as they are said aloud, which no text and no discreet line may hold. */
export function saidAloud(bytes: string): string[] {
  return people.filter(({ spokenName }) => spokenName && bytes.includes(spokenName)).map(({ id }) => id)
}
