import { proveWorlds } from './prove-worlds.ts'
import { worlds } from './worlds.ts'

proveWorlds(worlds.filter(({ settings }) => settings.UNKNOWN_NAMES === 'discreet'))
