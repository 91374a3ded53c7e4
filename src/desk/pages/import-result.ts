import { type Xml, xml } from '../../cxml/xml.ts'
import type { Changes } from '../../import/changes.ts'
import type { Fault } from '../../import/client-row.ts'
import type { DeskParts } from '../desk-parts.ts'
import type { Checked, ImportJob } from '../import/jobs.ts'
import { dropForm, jobPath } from './import-views.ts'

/** What a file would change, or what is wrong with it. */
export function checkedCards(desk: DeskParts, job: ImportJob, { result, faults, warnings }: Checked): Xml {
  const { imports } = desk.words
  const { changes } = result
  const found = changes
    ? xml`${changesCard(desk, imports.checkedTitle, changes, loadForm(desk, job, changes))}`
    : faultsCard(desk, job, faults, result.faults)
  const list = warnings.map((warning) => xml`<li>${imports.cause(warning)}</li>`)
  const toLookAt =
    list.length > 0
      ? xml`<section class="card"><h2>${imports.warnings}</h2><ul class="lines">${list}</ul></section>`
      : xml``
  return xml`${found}${toLookAt}<div class="buttons"><a class="button" href="${jobPath(job.id)}?columns=">${imports.otherColumns}</a>${dropForm(job.id, imports.anotherFile)}</div>`
}

export function loadedCard(desk: DeskParts, changes: Changes): Xml {
  const { imports } = desk.words
  return changesCard(
    ...([desk, imports.loadedTitle, changes] as const),
    xml`<p class="buttons gap"><a class="button" href="/desk/import">${imports.anotherFile}</a></p>`,
  )
}

function changesCard({ words, language }: DeskParts, title: string, changes: Changes, more: Xml): Xml {
  const { counts } = words.imports
  const kinds = ['added', 'changed', 'unchanged', 'removed'] as const
  const items = kinds.map(
    (kind) =>
      xml`<li class="${kind}"><span class="figure">${changes[kind].toLocaleString(language)}</span><span>${counts[kind]}</span></li>`,
  )
  return xml`<section class="card"><h2>${title}</h2><ul class="funnel counts">${items}</ul>${more}</section>`
}

/** Who removes many says so: it may be the wrong file. */
function loadForm({ words }: DeskParts, { id }: ImportJob, changes: Changes): Xml {
  const { imports } = words
  const { added, changed, unchanged, removed, largeRemoval } = changes
  if (added + changed + removed === 0) return xml`<p class="gap">${imports.nothingNew}</p>`
  const all = changed + unchanged + removed
  const sure = largeRemoval
    ? xml`<p class="field"><label class="check"><input type="checkbox" name="sure" value="${largeRemoval}" required=""/> ${imports.removesMany(removed, all)}</label></p>`
    : xml``
  return xml`<form class="gap" method="post" action="${jobPath(id)}/load">${sure}<button class="${largeRemoval ? 'danger' : 'primary'}">${imports.load}</button></form>`
}

function faultsCard({ words }: DeskParts, { choices }: ImportJob, faults: Fault[], count: number): Xml {
  const { imports } = words
  const columnOf = ({ column }: Fault) =>
    column === 'row' ? imports.row : choices?.map[column]?.join(' + ') || imports.columns[column]
  const rows = faults.map(
    (fault) =>
      xml`<tr><th scope="row">${fault.line}</th><td>${columnOf(fault)}</td><td>${imports.cause(fault.cause)}</td></tr>`,
  )
  const more = count > faults.length ? xml`<p class="soft">${imports.more(count - faults.length)}</p>` : xml``
  return xml`<section class="card"><p role="alert">${imports.faults(count)}</p><div class="scroll gap" tabindex="0" role="group" aria-label="${imports.whatIsWrong}"><table><thead><tr><th scope="col">${imports.line}</th><th scope="col">${imports.column}</th><th scope="col">${imports.whatIsWrong}</th></tr></thead><tbody>${rows}</tbody></table></div>${more}</section>`
}
