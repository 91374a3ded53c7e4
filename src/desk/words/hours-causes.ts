/** What a file of hours says of a fault, and how the page of hours says it in each language; `$1` and `$2` are taken over. */
const causes: [says: RegExp, english: string, spanish: string][] = [
  [
    /^no day has hours: .*$/,
    'No day has times: write those at which the office is open, such as 9:00-17:00.',
    'Ningún día tiene horas: escriba las horas en que abre la oficina, como 9:00-17:00.',
  ],
  [
    /^(".*") must be hours such as (\S+), or closed$/,
    '$1 must be times such as $2, or closed',
    '$1 debe tener horas como $2, o ser cerrado',
  ],
  [
    /^(".*") has a time that does not exist$/,
    '$1 has a time that does not exist',
    '$1 tiene una hora que no existe',
  ],
  [
    /^(".*") ends before it begins; .*$/,
    '$1 ends before it begins; write times over midnight as 18:00-24:00, and 0:00-2:00 on the next day',
    '$1 termina antes de empezar; escriba las horas tras la medianoche como 18:00-24:00, y 0:00-2:00 el día siguiente',
  ],
  [/^(\S+) and (\S+) overlap$/, '$1 and $2 overlap', '$1 y $2 se solapan'],
  [
    /^(".*") is not a date that exists, such as (\S+)$/,
    '$1 is not a date that exists, such as $2',
    '$1 no es una fecha que exista, como $2',
  ],
  [/^(".*") is listed twice$/, '$1 is closed already', '$1 ya está cerrado'],
  [/^must be one line$/, 'must be one line', 'debe ser una sola línea'],
  [/^has no sentence$/, 'is missing', 'falta'],
]

export const englishHoursCause = (says: string) => hoursCause(says, 1)
export const spanishHoursCause = (says: string) => hoursCause(says, 2)

function hoursCause(says: string, language: 1 | 2): string {
  const cause = causes.find(([pattern]) => pattern.test(says))
  return cause ? says.replace(cause[0], cause[language]) : says
}
