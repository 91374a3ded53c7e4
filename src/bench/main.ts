import { measureWebhooks } from './parts/webhooks.ts'

const [rounds = '5', seconds = '4'] = process.argv.slice(2)
await measureWebhooks({ rounds: Number(rounds), seconds: Number(seconds) })
