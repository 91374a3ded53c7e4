const refuse = (label, refusal) => ({ label, does: 'refuse', refusal });
/** What can go wrong with a text, on demand. */
export const faults = {
    none: { label: 'Texts are delivered', does: 'nothing' },
    // seen live: HTTP status and body status differ, and the code is a string
    'refused-sender': refuse('The sender is in no campaign', {
        status: 422,
        code: '21717',
        message: 'From must belong to an active campaign.',
        bodyStatus: 400,
    }),
    landline: refuse('A landline, refused at once', {
        status: 422,
        code: 21614,
        message: 'To is not a mobile number.',
    }),
    'landline-later': { label: 'A landline, undelivered later', does: 'undeliver', code: '30006' },
    'bad-credentials': refuse('The credentials are wrong', {
        status: 401,
        code: 20003,
        message: 'Authentication failed.',
    }),
    'too-many': refuse('Too many requests', { status: 429, code: 20429, message: 'Too many requests.' }),
    'empty-500': { label: 'An empty 500', does: 'reply', status: 500, body: '' },
    'html-502': {
        label: 'A 502 page in HTML',
        does: 'reply',
        status: 502,
        contentType: 'text/html',
        body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
    },
    hang: { label: 'No answer', does: 'hang' },
    dropped: { label: 'The connection drops', does: 'drop', keeps: false },
    'answer-lost': { label: 'Taken, but the answer is lost', does: 'drop', keeps: true },
};
/** Whether a text names a fault. */
export function isFaultName(name) {
    return typeof name === 'string' && Object.hasOwn(faults, name);
}
