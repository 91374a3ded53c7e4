import { getCountries } from 'libphonenumber-js/max'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import { type ColumnMap, recogniseColumns } from '../../import/column-map.ts'
import { type Column, csvColumns } from '../../import/columns.ts'
import { type Country, readCountry } from '../../phone-numbers/e164.ts'
import type { DeskParts } from '../desk-parts.ts'
import { readFields } from '../form.ts'
import type { ImportJob } from '../import/jobs.ts'
import type { ImportChoices } from '../import/messages.ts'
import { dropForm, jobPath } from './import-views.ts'

/** These two often stand in two columns of a file. */
const IN_PARTS: Column[] = ['name', 'appointment_at']
const REQUIRED: Column[] = ['name', 'pin']
const fields = z.record(z.string(), z.string().max(1_000))

/** Reads the form. A column that is not chosen is not read, even when the file names it as we do. */
export function readChoices(
  body: unknown,
  { header }: Pick<ImportJob, 'header'>,
): { choices: ImportChoices; isComplete: boolean } {
  const given = readFields(fields, body)
  const map: ColumnMap = {}
  for (const column of csvColumns) {
    const chosen = [given[column] ?? '', given[`${column}-2`] ?? '']
    map[column] = chosen.filter((one) => one !== '' && header.includes(one))
  }
  const country = readCountry(given.country ?? '')
  const matching = given['by-name'] === 'on' ? 'name' : 'name,phone'
  const isComplete = REQUIRED.every((column) => map[column]?.length)
  return { choices: { map, country, matching, isReplacing: given.replace === 'on' }, isComplete }
}

/** The form that asks which column is what, with what was chosen before or is usual. */
export function columnsCard(desk: DeskParts, job: ImportJob): Xml {
  const { imports } = desk.words
  const { id, header, choices, learned } = job
  const map = choices?.map ?? learned ?? recogniseColumns(header)
  const columns = csvColumns.map((column) => columnField(desk, header, column, map[column] ?? []))
  const check = (name: string, label: string, isOn = false) =>
    xml`<p class="field"><label class="check"><input type="checkbox" name="${name}"${isOn ? xml` checked=""` : xml``}/> ${label}</label></p>`
  return xml`<form class="card" method="post" action="${jobPath(id)}/check"><h2>${imports.columnsTitle}</h2><p class="soft">${imports.columnsLede}</p>
<div class="choices">${columns}</div>${countryField(desk, choices ? choices.country : 'US')}
${check('replace', imports.replace, choices?.isReplacing)}${check('by-name', imports.byName, choices?.matching === 'name')}
<button class="primary">${imports.check}</button></form>${dropForm(id, imports.anotherFile)}`
}

function columnField({ words }: DeskParts, header: string[], column: Column, chosen: string[]): Xml {
  const { imports } = words
  const label = imports.columns[column]
  const parts = IN_PARTS.includes(column) ? [0, 1] : [0]
  const selects = parts.map((part) => {
    const name = part === 0 ? column : `${column}-2`
    const says = part === 0 ? xml`` : xml` aria-label="${imports.and(label)}"`
    return xml`<select id="${name}" name="${name}"${says}>${options(header, chosen[part], part === 0 ? imports.notInFile : '')}</select>`
  })
  return xml`<div class="field"><label for="${column}">${label}${REQUIRED.includes(column) ? ' *' : ''}</label>${selects}</div>`
}

function options(header: string[], chosen: string | undefined, none: string): Xml {
  const names = [...new Set(header)].filter((name) => name !== '')
  const isChosen = (name: string) => name.toLowerCase() === chosen?.toLowerCase()
  const list = names.map(
    (name) => xml`<option value="${name}"${isChosen(name) ? xml` selected=""` : xml``}>${name}</option>`,
  )
  return xml`<option value="">${none === '' ? '–' : `– ${none} –`}</option>${list}`
}

function countryField({ words, language }: DeskParts, chosen: Country | undefined): Xml {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const countries = getCountries()
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
  const list = countries.map(
    ({ code, name }) =>
      xml`<option value="${code}"${code === chosen ? xml` selected=""` : xml``}>${name}</option>`,
  )
  return xml`<p class="field short"><label for="country">${words.imports.country}</label><select id="country" name="country">${list}</select></p>`
}
