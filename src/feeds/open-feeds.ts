import { readFileSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import { ConfigError } from '../errors/config-error.ts'
import { describeFileError } from '../errors/file-error.ts'
import type { ImportSettings } from '../import/import-csv.ts'
import type { Feed } from './feed.ts'
import { readFeedsYaml } from './feeds-file.ts'

/**
 * The feeds of FEEDS_FILE; none without it.
 * @throws ConfigError with one line for each fault
 */
export function openFeeds({ FEEDS_FILE: file }: Pick<Config, 'FEEDS_FILE'>): Feed[] {
  if (file === undefined) return []
  const read = readFeedsYaml(readText(file))
  if ('faults' in read) throw new ConfigError(read.faults.map((fault) => `FEEDS_FILE ${file}, ${fault}`))
  return read.feeds
}

/** By what the rows of a feed are read. */
export function feedSettings(config: Config): ImportSettings {
  const { PIN_SECRET: pinSecret, PIN_LENGTH: pinLength, TIME_ZONE: timeZone, LANGUAGES: languages } = config
  return { pinSecret, pinLength, timeZone, languages }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError([`FEEDS_FILE ${file} cannot be read: ${describeFileError(error)}`])
  }
}
