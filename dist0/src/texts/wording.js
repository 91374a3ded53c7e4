/** The platform refuses more (21617). */
const LONGEST = 1_600;
/** The text as it is sent: from whom, the sentence, how to have no more of them. */
export function wordText(sentence, { senderName, stopNotice }) {
    const opening = senderName ? `${senderName}: ` : '';
    const ending = stopNotice ? ` ${stopNotice}` : '';
    const room = LONGEST - opening.length - ending.length;
    return opening + (sentence.length > room ? cut(sentence, room - 3) : sentence) + ending;
}
/** Never through the middle of a sign that takes two code units. */
function cut(text, length) {
    return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}...`;
}
