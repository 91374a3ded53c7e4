import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
const secrets = z.object({ STATE_SECRET: z.string().min(32), PIN_SECRET: z.string().min(32) });
/**
 * Development's secrets, made at the first start and kept, so that calls in progress and imported PINs outlive it.
 * Several processes that start at once agree on one set: a finished file is linked into place, and only one link wins.
 */
export function keptSecrets(file = 'data/development-secrets.json') {
    return read(file) ?? make(file);
}
function read(file) {
    try {
        return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
            return undefined;
        throw new Error(`${file} cannot be read; remove it to have new development secrets made`);
    }
}
function make(file) {
    const made = { STATE_SECRET: randomBytes(32).toString('hex'), PIN_SECRET: randomBytes(32).toString('hex') };
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(made, null, 2), { mode: 0o600 });
    try {
        linkSync(draft, file);
    }
    catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
            throw error;
    }
    finally {
        rmSync(draft);
    }
    return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}
