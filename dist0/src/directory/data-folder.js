import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
/** The folder `data` beside package.json: built or not, the code finds it from where it lies. */
export const dataFolder = join(projectRoot(dirname(fileURLToPath(import.meta.url))), 'data');
function projectRoot(folder) {
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder)
        return folder;
    return projectRoot(dirname(folder));
}
