import { readFileSync } from 'node:fs'
import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import { z } from 'zod'

/**
 * An upper bound: reads the form and returns the document that frontdesk returned for that URL earlier. It checks no
 * signature, has no clients, stores nothing and logs nothing.
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
