import { type Xml, xml } from '../../cxml/xml.ts'
import type { DeskImport } from '../../store/desk-imports.ts'
import type { DeskParts } from '../desk-parts.ts'
import type { ImportJob } from '../import/jobs.ts'
import { moment } from '../moments.ts'

export const IMPORT_PATH = '/desk/import'

export function jobPath(id: string): string {
  return `${IMPORT_PATH}/${id}`
}

/** The form that takes a file, and who loaded the last ones. A browser lets files be dropped on the field itself. */
export function uploadCards(desk: DeskParts, last: DeskImport[]): Xml {
  const { imports } = desk.words
  return xml`<p class="lede">${imports.lede}</p>
<form class="card" method="post" action="${IMPORT_PATH}" enctype="multipart/form-data"><p class="field"><label for="file">${imports.file}</label>
<input class="drop" id="file" type="file" name="file" required="" accept=".csv,.txt,.xlsx,text/csv" aria-describedby="file-hint"/><small id="file-hint">${imports.drop}</small></p>
<button class="primary">${imports.upload}</button></form>${last.length > 0 ? lastCard(desk, last) : xml``}`
}

function lastCard(desk: DeskParts, last: DeskImport[]): Xml {
  const { words } = desk
  const { counts, by, lastImports } = words.imports
  const rows = last.map(
    ({ at, account, added, changed, unchanged, removed }) =>
      xml`<tr><th scope="row">${moment(desk, at)}</th><td>${account}</td><td>${added}</td><td>${changed}</td><td>${unchanged}</td><td>${removed}</td></tr>`,
  )
  const names = Object.values(counts).map((name) => xml`<th scope="col">${name}</th>`)
  return xml`<section class="card"><h2>${lastImports}</h2><div class="scroll" tabindex="0" role="group" aria-label="${lastImports}"><table><thead><tr><th scope="col">${words.when}</th><th scope="col">${by}</th>${names}</tr></thead><tbody>${rows}</tbody></table></div></section>`
}

/** Which sheet of a workbook. */
export function sheetsCard({ words }: DeskParts, { id }: ImportJob, sheets: string[]): Xml {
  const { imports } = words
  const options = sheets.map((sheet) => xml`<option>${sheet}</option>`)
  return xml`<form class="card" method="post" action="${jobPath(id)}/sheet"><h2>${imports.sheetsTitle}</h2><p class="field"><label for="sheet">${imports.sheetsLede}</label><select id="sheet" name="sheet">${options}</select></p>
<button class="primary">${imports.upload}</button></form>`
}

/** How far the check or the load is. With scripts it follows by itself, without them the page is asked for again. */
export function progressCard({ words }: DeskParts, { id, state }: ImportJob, events?: string): Xml {
  if (state.kind !== 'checking' && state.kind !== 'loading') return xml``
  const { imports } = words
  const { part, done, total } = state.progress
  const says = state.kind === 'checking' ? imports.checking : imports.loading
  const share =
    part !== 'waiting' && done > 0 && total > 0 ? Math.min(100, Math.round((100 * done) / total)) : undefined
  const bar = xml`<section class="card"><h2>${says}${share === undefined ? '…' : ` ${share} %`}</h2><progress class="wide" max="100"${share === undefined ? xml`` : xml` value="${share}"`} aria-label="${says}"></progress>
${part === 'waiting' ? xml`<p class="gap" role="status">${imports.waiting}</p>` : xml``}</section>`
  if (!events) return bar
  return xml`<div data-events="${events}" data-ended="${words.noLongerLive}">${bar}</div><noscript><meta http-equiv="refresh" content="2"/></noscript>
${dropForm(id, imports.stop)}`
}

export function dropForm(id: string, label: string): Xml {
  return xml`<form method="post" action="${jobPath(id)}/drop"><button>${label}</button></form>`
}
