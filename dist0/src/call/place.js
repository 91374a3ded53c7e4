/** The questions of the call. Each has a route of the same name, which gets the answer. */
export const questions = [
    'name',
    'did-you-mean',
    'spell-name',
    'key-name',
    'last-four',
    'pin',
    'sms-offer',
];
/** Why a question is asked again: the key of the sentence that says so. */
export const reasons = ['notFound', 'notUnderstood', 'notHeard', 'wrongPin'];
