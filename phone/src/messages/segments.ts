// GSM 03.38: the characters of one septet, and those that take two
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
  'abcdefghijklmnopqrstuvwxyzäöñüà'
const extended = '^{}\\[]~|€\f'

/** How many parts a text is sent in: one character outside GSM-7 makes all of it UCS-2. */
export function countSegments(text: string): number {
  const septets = countSeptets(text)
  if (septets !== undefined) return septets <= 160 ? 1 : Math.ceil(septets / 153)
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}

function countSeptets(text: string): number | undefined {
  let septets = 0
  for (const character of text) {
    if (basic.includes(character)) septets += 1
    else if (extended.includes(character)) septets += 2
    else return undefined
  }
  return septets
}
