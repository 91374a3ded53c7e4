/** The languages we speak; each has one catalogue of sentences and its own words for digits and answers. */
export const languages = ['en-US', 'es-US'];
/** Whether the caller said anything that could be a name: keys and mere noise are not. */
export function hasWords(heard) {
    return /\p{L}/u.test(heard.speech);
}
