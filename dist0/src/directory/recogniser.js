import { usualThresholds } from '../hearing/names/decide.js';
import { identify } from './identify.js';
import { identifyKeyed, identifySpelled } from './identify-spelled.js';
import { NameBook } from './name-book.js';
const noContext = { callingNumber: '', declined: [], nearest: [] };
/** Opens what finds clients by names as they were heard. Other thresholds than the usual are for measuring. */
export function openRecogniser(queries, thresholds = usualThresholds) {
    const book = new NameBook(queries);
    const deciding = { queries, thresholds };
    return {
        identify: async (heard, context) => identify({ ...deciding, index: await book.current() }, heard, { ...noContext, ...context }),
        identifySpelled: (heard, context) => identifySpelled(deciding, heard, context),
        identifyKeyed: (keys, context) => identifyKeyed(deciding, keys, context),
        refresh: () => book.refresh(),
        close: () => book.close(),
    };
}
