import { readFileSync } from 'node:fs'
import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import { z } from 'zod'

/**
 * The ceiling: Fastify reads the form, as it must before it can answer, and returns what frontdesk once answered to that
 * URL. It checks no signature, knows nobody, decides nothing, keeps nothing and logs nothing.
 */
const documents = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))

const app = Fastify({ logger: false })
await app.register(formbody)
app.get('/healthz', async () => ({ status: 'ok' }))
for (const [path, document] of Object.entries(documents)) {
  app.post(path, (_request, reply) => reply.type('text/xml; charset=utf-8').send(document))
}
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
process.once('SIGTERM', () => process.exit(0))
