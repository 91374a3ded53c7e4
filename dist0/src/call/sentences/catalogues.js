import { english } from './en-us.js';
import { spanish } from './es-us.js';
import { sentencesOf } from './sentences.js';
/** The texts as shipped, one catalogue for each language. */
export const shipped = { 'en-US': english, 'es-US': spanish };
/** The sentences as shipped, for where nothing is replaced. */
export const sentences = {
    'en-US': sentencesOf(english),
    'es-US': sentencesOf(spanish),
};
