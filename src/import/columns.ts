/** The columns of the CSV file, in any order. */
export const csvColumns = [
  'id',
  'name',
  'pin',
  'phone',
  'language',
  'appointment_at',
  'appointment_note',
  'message',
  'spoken_name',
] as const
export type Column = (typeof csvColumns)[number]
