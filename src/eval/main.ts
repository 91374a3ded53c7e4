import { parseArgs } from 'node:util'
import { evaluateAnswers } from './answers.ts'
import { evaluateHints } from './hints.ts'
import { evaluateNames } from './names.ts'
import { evaluatePins } from './pins.ts'
import { MeasureError } from './read-items.ts'

const USAGE = `usage: npm run eval -- --clients FILE.csv --heard FILE.jsonl [--pin-length N] [--absent | --curve] [--json]
       npm run eval -- --clients FILE.csv --hints [--json]
       npm run eval -- --pins FILE.jsonl [--json]
       npm run eval -- --answers FILE.jsonl [--json]`

const options = {
  clients: { type: 'string' },
  heard: { type: 'string' },
  'pin-length': { type: 'string', default: '4' },
  hints: { type: 'boolean', default: false },
  absent: { type: 'boolean', default: false },
  curve: { type: 'boolean', default: false },
  pins: { type: 'string' },
  answers: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** Measures one kind of hearing on a file of transcripts, and prints the counts. */
async function main(): Promise<string> {
  const given = readArguments()
  const { clients, heard, pins, answers, json } = given
  const kinds = [clients, pins, answers].filter((file) => file !== undefined)
  if (kinds.length > 1 || (clients !== undefined) !== (heard !== undefined || given.hints))
    throw new MeasureError(USAGE)
  if (pins !== undefined) return evaluatePins(pins, json)
  if (answers !== undefined) return evaluateAnswers(answers, json)
  const pinLength = Number(given['pin-length'])
  if (!(pinLength >= 4 && pinLength <= 8) || (given.curve && json)) throw new MeasureError(USAGE)
  if (clients !== undefined && given.hints) return evaluateHints({ clients, pinLength }, json)
  if (clients !== undefined && heard !== undefined) {
    const names = { clients, heard, isJson: json, isAbsent: given.absent, isCurve: given.curve }
    return evaluateNames({ ...names, pinLength })
  }
  throw new MeasureError(USAGE)
}

function readArguments() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new MeasureError(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

try {
  console.log(await main())
} catch (error) {
  if (!(error instanceof MeasureError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
