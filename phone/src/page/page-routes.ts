import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Nothing from elsewhere, and nothing inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const notBuilt = 'The page is not built yet: run "npm run build" and start again.\n'

/** What the build made; two folders up from this file, in `src` as in `dist`, is the package. */
const folder = fileURLToPath(new URL('../../dist/browser', import.meta.url))

/** The page at /phone, from the files that the build made. */
export async function pageRoutes(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/phone', (_request, reply) => reply.code(503).type('text/plain').send(notBuilt))
    return
  }
  serve(app, '/phone', join(folder, 'index.html'))
  const assets = join(folder, 'assets')
  for (const file of readdirSync(assets)) serve(app, `/phone/assets/${file}`, join(assets, file))
}

function serve(app: FastifyInstance, path: string, file: string): void {
  const content = readFileSync(file)
  const type = types[extname(file)] ?? 'application/octet-stream'
  app.get(path, (_request, reply) => reply.type(type).send(content))
}
