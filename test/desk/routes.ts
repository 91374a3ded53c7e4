import type { FastifyInstance } from 'fastify'

export type Route = { path: string; method: string }

/** Every route that an app has, with its parameters as they are written: `/desk/people/:id`. */
export function routesOf(app: FastifyInstance): Route[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', piece = '', methods = ''] = /^([│├└─\s]*)(\S*)(?: \((.*)\))?/.exec(line) ?? []
      above.splice(indent.length / 4 - 1, above.length, piece)
      const path = above.join('')
      return methods === '' ? [] : methods.split(', ').map((method) => ({ path, method }))
    })
}
