/** What the import says of a file and its rows, and how the desk says it in Spanish; `$1` and `$2` are taken over. */
const causes: [says: RegExp, spanish: string][] = [
  [/^is missing$/, 'falta'],
  [/^cannot be spoken$/, 'no se puede pronunciar'],
  [/^has characters that cannot be spoken$/, 'tiene signos que no se pueden pronunciar'],
  [/^is longer than (\d+) characters$/, 'tiene más de $1 letras'],
  [
    /^is longer than (\d+) characters together with the appointment_note$/,
    'tiene con la nota más de $1 letras',
  ],
  [/^is not a number like (\S+) \(E\.164\)$/, 'no es un número como $1'],
  [/^must be at most 64 characters, .*$/, 'puede tener como máximo 64 letras, sin espacios ni comas'],
  [/^must be (\d+) digits$/, 'debe tener $1 cifras'],
  [/^must be blank or one of (.*)$/, 'debe estar vacío o ser uno de: $1'],
  [/^is missing, although there is a note$/, 'falta, aunque hay una nota'],
  [/^is not a date and time like (\S+) or .*$/, 'no es una fecha y hora como $1'],
  [/^is not a date that exists$/, 'no es una fecha que exista'],
  [/^is not a time that exists$/, 'no es una hora que exista'],
  [/^has an offset that does not exist$/, 'tiene una diferencia horaria que no existe'],
  [/^is skipped by the clocks of .*$/, 'no existe ese día, porque se adelantan los relojes'],
  [/^is the time of another appointment of the same client$/, 'es la hora de otra cita de la misma persona'],
  [
    /^differs from line (\d+), which has the same .*$/,
    'no es como en la línea $1, que es de la misma persona',
  ],
  [/^is the name of several people: .*$/, 'es el nombre de varias personas: dé a la fila un id'],
  [/^has (\d+) fields where the first line has (\d+)$/, 'tiene $1 campos y la primera línea $2'],
  [/^has a quote that is never closed; .*$/, 'tiene unas comillas sin cerrar; lo que sigue no se pudo leer'],
  [/^has a quote inside a field: .*$/, 'tiene comillas dentro de un campo: póngalo entero entre comillas'],
  [/^it is not UTF-8, and .*$/, 'no es UTF-8, y se leyó como Windows-1252 (Latin-1)'],
  [/^lines (.*): the same name, .*$/, 'líneas $1: el mismo nombre, y los teléfonos no los distinguen'],
  [
    /^line (\d+): a client on file has the same name, and .*$/,
    'línea $1: alguien registrado se llama igual, y los teléfonos no los distinguen',
  ],
  [
    /^line (\d+): a client on file has the same name with .*$/,
    'línea $1: alguien registrado se llama igual con otro teléfono; se toma por otra persona',
  ],
  [/^line (\d+): LANGUAGES lacks (\S+), so .*$/, 'línea $1: la línea no habla $2; se usa otro idioma'],
  [
    /^line (\d+): this time comes twice.*$/,
    'línea $1: esta hora se repite al atrasar los relojes; vale la primera',
  ],
  [
    /^It has no clients: .*$/,
    'No tiene personas: la primera línea nombra las columnas, y cada otra es una persona.',
  ],
  [/^It is not UTF-8 text \(line (\d+)\): .*$/, 'No es texto UTF-8 (línea $1): guárdelo como CSV en UTF-8.'],
  [/^It is not a text file: .*$/, 'No es un archivo de texto: guárdelo como CSV en UTF-8.'],
  [/^It is not a workbook .*$/, 'No es un libro que se pueda leer: guárdelo como .xlsx o CSV.'],
  [/^The file is empty\.$/, 'El archivo está vacío.'],
]

export function spanishCause(says: string): string {
  for (const [pattern, spanish] of causes) if (pattern.test(says)) return says.replace(pattern, spanish)
  return says
}
