import type { Queries } from './database.ts'

/** What a file with this header was said to mean, as it was kept; undefined for a header that nobody has spoken of. */
export async function findLearnedMap(queries: Queries, header: string): Promise<string | undefined> {
  return (await queries.get<{ map: string }>('SELECT map FROM learned_maps WHERE header = ?', header))?.map
}

/** The last word counts. Nothing is written where it is the same. */
export async function keepLearnedMap(queries: Queries, header: string, map: string): Promise<void> {
  const sql = `INSERT INTO learned_maps (header, map) VALUES (?, ?)
    ON CONFLICT (header) DO UPDATE SET map = excluded.map WHERE learned_maps.map <> excluded.map`
  await queries.run(sql, header, map)
}
