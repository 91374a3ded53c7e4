/** E.164, from the shortest numbers in use to the longest that it allows. */
const E164 = /^\+[1-9]\d{6,14}$/

/** Whether the text is a phone number as the platform writes it, such as +12025550123. */
export function isE164(text: string): boolean {
  return E164.test(text)
}
