import { clients } from './001-clients.js';
import { calls } from './002-calls.js';
import { texts } from './003-texts.js';
import { guesses } from './004-guesses.js';
import { replies } from './005-replies.js';
import { disclosures } from './006-disclosures.js';
/** In the order of their numbers. One that has been released is never changed: add another. */
export const migrations = [clients, calls, texts, guesses, replies, disclosures];
