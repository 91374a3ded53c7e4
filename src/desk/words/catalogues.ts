import type { Language } from '../../hearing/heard.ts'
import { deskEnglish } from './english.ts'
import { deskSpanish } from './spanish.ts'
import type { Words } from './words.ts'

export const deskWords: Record<Language, Words> = { 'en-US': deskEnglish, 'es-US': deskSpanish }
