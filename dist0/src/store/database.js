/** Longer than this no statement may keep a caller waiting. */
export const PATIENCE_MS = 2_000;
/** Others held the database for longer than a caller can wait. */
export class DatabaseBusy extends Error {
    name = 'DatabaseBusy';
}
/** The database cannot be used as it is; the message is one sentence for whoever starts the server. */
export class DatabaseUnusable extends Error {
    name = 'DatabaseUnusable';
}
