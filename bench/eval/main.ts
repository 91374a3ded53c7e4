import { parseArgs } from 'node:util'
import { runCommand } from '../../src/commands/run-command.ts'
import { UsageError } from '../../src/errors/command-error.ts'
import { evaluateAnswers } from './answers.ts'
import { evaluateHints } from './hints.ts'
import { evaluateKeys } from './keys.ts'
import { evaluateNames } from './names.ts'
import { evaluatePins } from './pins.ts'
import { evaluateSentences } from './sentences.ts'

const USAGE = `usage: npm run eval -- --clients FILE.csv --heard FILE.jsonl [--pin-length N] [--absent | --curve] [--json]
       npm run eval -- --clients FILE.csv (--hints | --keys) [--json]
       npm run eval -- --sentences FILE.jsonl [--json]
       npm run eval -- --pins FILE.jsonl [--json]
       npm run eval -- --answers FILE.jsonl [--json]`

const options = {
  clients: { type: 'string' },
  heard: { type: 'string' },
  'pin-length': { type: 'string', default: '4' },
  hints: { type: 'boolean', default: false },
  keys: { type: 'boolean', default: false },
  absent: { type: 'boolean', default: false },
  curve: { type: 'boolean', default: false },
  sentences: { type: 'string' },
  pins: { type: 'string' },
  answers: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** Measures one kind of hearing on a file of transcripts, and gives the result to print. */
async function measure(): Promise<string> {
  const given = parseArgs({ options }).values
  const { clients, heard, sentences, pins, answers, hints, keys, curve, json } = given
  const isOfNames = clients !== undefined || heard !== undefined || hints || keys
  const kinds = [isOfNames, ...[sentences, pins, answers].map((file) => file !== undefined)].filter(Boolean)
  if (kinds.length !== 1) throw new UsageError('Give one of --clients, --sentences, --pins and --answers.')
  if (sentences !== undefined) return evaluateSentences(sentences, json)
  if (pins !== undefined) return evaluatePins(pins, json)
  if (answers !== undefined) return evaluateAnswers(answers, json)
  if (clients === undefined) throw new UsageError('--heard, --hints and --keys need --clients FILE.csv.')
  const pinLength = readPinLength(given['pin-length'])
  if (curve && json) throw new UsageError('--curve cannot be printed as JSON: leave out --json.')
  if (hints) return evaluateHints({ clients, pinLength }, json)
  if (keys) return evaluateKeys({ clients, pinLength }, json)
  if (heard === undefined) throw new UsageError('--clients needs --heard FILE.jsonl, --hints or --keys.')
  return evaluateNames({ clients, pinLength, heard, isJson: json, isAbsent: given.absent, isCurve: curve })
}

function readPinLength(text: string): number {
  if (/^[4-8]$/.test(text)) return Number(text)
  throw new UsageError(`--pin-length must be a whole number from 4 to 8, not "${text}".`)
}

await runCommand('eval', USAGE, async () => {
  console.log(await measure())
  return 0
})
