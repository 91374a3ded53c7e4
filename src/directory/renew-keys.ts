import { NAME_RULES, nameKey } from '../hearing/name-key.ts'
import { TimeSlice } from '../hearing/names/time-slice.ts'
import type { Queries } from '../store/database.ts'
import {
  changeKey,
  type NamedVersion,
  readNameRules,
  readVersionsAfter,
  writeNameRules,
} from '../store/name-keys.ts'

const PAGE = 500

/** Makes the keys of all names on file anew when they were made by older rules. Calls go on meanwhile. */
export async function renewKeys(queries: Queries): Promise<void> {
  if ((await readNameRules(queries)) >= NAME_RULES) return
  const slice = new TimeSlice()
  let last: Pick<NamedVersion, 'id' | 'since'> = { id: '', since: 0 }
  for (;;) {
    const page = await readVersionsAfter(queries, last, PAGE)
    for (const version of page) {
      const key = nameKey(version.name)
      if (key !== version.key) await changeKey(queries, version, key)
      if (slice.isOver) await slice.yield()
      last = version
    }
    if (page.length < PAGE) break
  }
  await writeNameRules(queries, NAME_RULES)
}
