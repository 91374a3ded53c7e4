/** What the build made, which runs before the tests: the folder that holds `src`, for tests that start real processes. */
export const built = new URL('../dist', import.meta.url).pathname
