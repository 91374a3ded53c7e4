/** More people than this are not told apart by one question, as far as this measurement goes. */
const MOST_ASKED = 3;
/** What a caller of this name would meet with. */
export function judge(found, truth) {
    switch (found.kind) {
        case 'one':
            return found.client.name.normalize() === truth.normalize() ? 'right' : 'wrong';
        case 'several':
            return isAmong(found.clients, truth) ? 'asked' : 'asked-wrong';
        case 'near':
            if (isAmong(found.best, truth))
                return 'asked';
            return isAmong(found.next, truth) ? 'asked-next' : 'asked-wrong';
        case 'nobody':
        case 'nothing':
            return 'nobody';
    }
}
/** Among at most three whom the last four digits of their number tell apart. */
function isAmong(clients, truth) {
    const person = clients.find(({ name }) => name.normalize() === truth.normalize());
    if (!person || clients.length > MOST_ASKED)
        return false;
    return clients.length === 1 || clients.filter(({ lastFour }) => lastFour === person.lastFour).length === 1;
}
