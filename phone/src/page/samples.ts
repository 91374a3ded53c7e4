/** Something to answer, and a part of the question it answers. */
export type SampleAnswer = { to?: string } & ({ say: string } | { keys: string })

/** Somebody the line knows, whom the person at the page can be. */
export type Sample = { name: string; phone?: string; answers: SampleAnswer[] }
