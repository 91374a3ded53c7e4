import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const types = {
  'desk.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

/** The desk's own style, script and icon, which the build puts beside the code. */
export function assets(app: FastifyInstance): void {
  for (const [name, type] of Object.entries(types)) {
    const content = readFileSync(new URL(`./assets/${name}`, import.meta.url))
    app.get(`/desk/assets/${name}`, (_request, reply) => reply.type(type).send(content))
  }
}
