import { parseArgs } from 'node:util';
import { hangUp, noise, press, say, silence } from '../engine/answer.js';
import { someSwitches, switchesSchema } from '../engine/switches.js';
/** Arguments that cannot be used, in one sentence. */
export class ArgumentError extends Error {
}
// numbers set aside for fiction
const DEFAULT_FROM = '+12025550123';
const DEFAULT_TO = '+12025550100';
const options = {
    say: { type: 'string', multiple: true },
    keys: { type: 'string', multiple: true },
    silence: { type: 'boolean', multiple: true },
    noise: { type: 'boolean', multiple: true },
    'hang-up': { type: 'boolean', multiple: true },
    from: { type: 'string', default: DEFAULT_FROM },
    to: { type: 'string', default: DEFAULT_TO },
    script: { type: 'string' },
    record: { type: 'string' },
    url: { type: 'string' },
    key: { type: 'string' },
    'fallback-url': { type: 'string' },
    'status-url': { type: 'string' },
    'real-time': { type: 'boolean', default: false },
    lenient: { type: 'boolean', default: false },
    set: { type: 'string', multiple: true },
    help: { type: 'boolean', short: 'h', default: false },
};
/** Reads the command line. */
export function readArguments(args) {
    const { values, tokens } = parse(args);
    const answers = tokens.flatMap((token) => token.kind === 'option' ? answerOf(token.name, token.value) : []);
    const { script, record, url, key } = values;
    const isScripted = answers.length > 0 || script !== undefined;
    if (script !== undefined && answers.length > 0)
        throw new ArgumentError('--script has the answers in its file.');
    return {
        ...definedOf({ script, record, url, key }),
        ...definedOf({ fallbackUrl: values['fallback-url'], statusUrl: values['status-url'] }),
        answers,
        isScripted,
        from: values.from,
        to: values.to,
        isRealTime: values['real-time'],
        switches: { ...readSwitches(values.set ?? []), ...(values.lenient ? { strictness: 'lenient' } : {}) },
        help: values.help,
    };
}
/** Options that were given. */
function definedOf(values) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    // the undefined ones are gone
    return Object.fromEntries(given);
}
function parse(args) {
    try {
        return parseArgs({ args, options, tokens: true });
    }
    catch (error) {
        throw new ArgumentError(error instanceof Error ? error.message : String(error));
    }
}
function answerOf(name, value = '') {
    switch (name) {
        case 'say':
            return [say(value)];
        case 'keys':
            return [pressed(value)];
        case 'silence':
            return [silence];
        case 'noise':
            return [noise];
        case 'hang-up':
            return [hangUp];
        default:
            return [];
    }
}
function pressed(keys) {
    if (!/^[0-9*#]+$/.test(keys))
        throw new ArgumentError(`--keys wants 0-9, * and #, not "${keys}"`);
    return press(keys);
}
function readSwitches(settings) {
    const given = Object.fromEntries(settings.map((setting) => setting.split('=', 2)));
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(switchesSchema.shape, name));
    const names = Object.keys(switchesSchema.shape).join(', ');
    if (unknown !== undefined)
        throw new ArgumentError(`--set knows no "${unknown}"; there are ${names}`);
    const read = someSwitches.safeParse(given);
    if (read.success)
        return read.data;
    const [issue] = read.error.issues;
    throw new ArgumentError(`--set ${issue?.path.join('.')}: ${issue?.message}`);
}
/** What `--help` prints. */
export const usage = `A call in the terminal.

  npm run phone                                              you are the caller
  npm run phone -- --say "Example Man" --keys 1995 --say yes   nobody is: the answers are given, in order

What the caller does:  --say WORDS  --keys DIGITS  --silence  --noise  --hang-up
Calls as files:        --script FILE (replays and checks)  --record FILE
Numbers:               --from NUMBER (or anonymous)  --to NUMBER
Another cXML server:   --url URL  --key SIGNING_KEY  --fallback-url URL  --status-url URL
How the platform is:   --lenient  --set SWITCH=VALUE  --real-time
`;
