import { createHmac } from 'node:crypto'

/** A phone number as it is stored: nobody without the secret can tell which number it was. */
export function numberKey(number: string, secret: string): string {
  return createHmac('sha256', secret).update(`number:${number}`).digest('base64url')
}
