const TOO_SLOW_MILLISECONDS = 5200;
const changeText = (change) => (reply) => ({ ...reply, body: change(Buffer.from(reply.body).toString('utf8')) });
/** What can go wrong with the line's answers, on demand: each changes an answer that was really given. */
export const lineFaults = {
    none: { label: 'The line answers as it does', change: (reply) => reply },
    slow: {
        label: 'The line answers too late',
        change: (reply) => ({ ...reply, milliseconds: TOO_SLOW_MILLISECONDS }),
    },
    down: { label: 'The line answers with status 500', change: (reply) => ({ ...reply, status: 500 }) },
    html: {
        label: 'The line answers with an HTML page',
        change: () => ({
            status: 200,
            headers: { 'content-type': 'text/html' },
            body: '<!doctype html><title>Not found</title>',
        }),
    },
    'wrong-case': {
        label: 'The line writes a verb in the wrong case',
        change: changeText((document) => document.replace('<Say', '<say').replace('</Say', '</say')),
    },
    unescaped: {
        label: 'The line does not escape &',
        change: changeText((document) => document.replaceAll('&amp;', '&')),
    },
};
/** A line whose answers have a fault; its fallback and its reports are spared. */
export function sendWithFault(send, name, sparedPaths) {
    const { change } = lineFaults[name];
    return async (request) => {
        const reply = await send(request);
        return sparedPaths.includes(new URL(request.url).pathname) ? reply : change(reply);
    };
}
