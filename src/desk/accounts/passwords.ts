import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto'
import { isEqual } from '../../crypto/constant-time.ts'

/** What OWASP recommends for scrypt; 32 MB and about 0.3 s each. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const MEMORY = { maxmem: 64 * 1024 * 1024 }
const HASH_BYTES = 32
const SHORTEST = 12
const LONGEST = 200
/** Fewer different characters are a pattern. */
const FEWEST_CHARACTERS = 5

/** Nobody's password: compared with where an account has none, so that it takes as long. */
const NOBODYS = 'AAAAAAAAAAAAAAAAAAAAAA.nobody'

/** One at a time: hashes take threads and memory that calls need. */
let last: Promise<unknown> = Promise.resolve()

/** The password as it is stored: a salt and its hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('base64url')
  return `${salt}.${await derive(password, salt)}`
}

/** Whether it is the password of the hash; of nobody's in the same time. */
export async function isRightPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const [salt = '', hash = ''] = (stored ?? NOBODYS).split('.')
  return isEqual(await derive(password, salt), hash)
}

/** Why a password is not taken: it is too short, too long, or one that is tried first. */
export async function passwordFault(password: string): Promise<'short' | 'long' | 'common' | undefined> {
  if (password.length < SHORTEST) return 'short'
  if (password.length > LONGEST) return 'long'
  return (await isCommon(password.toLowerCase())) ? 'common' : undefined
}

/** Also a common one with digits or signs added to it. */
async function isCommon(password: string): Promise<boolean> {
  if (new Set(password).size < FEWEST_CHARACTERS) return true
  // Loaded only where somebody chooses a password: it takes some megabytes.
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const common = new Set(dictionary['passwords-common'])
  const bare = password.replace(/[^\p{L}]+$/u, '')
  return [password, bare].some((one) => common.has(one)) || hasHalfTwice(password, common)
}

/** Such as `passwordpassword`. */
function hasHalfTwice(password: string, common: Set<string>): boolean {
  const half = password.slice(0, password.length / 2)
  return half + half === password && common.has(half)
}

function derive(password: string, salt: string): Promise<string> {
  const made = last.then(() => runScrypt(password.normalize('NFKC'), salt, { ...COST, ...MEMORY }))
  last = made.catch(() => {})
  return made
}

function runScrypt(password: string, salt: string, options: ScryptOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, key) => {
      if (error) reject(error)
      else resolve(key.toString('base64url'))
    })
  })
}
