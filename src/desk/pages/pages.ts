import type { FastifyInstance } from 'fastify'
import type { DeskParts } from '../desk-parts.ts'
import { hoursRoutes } from './hours.ts'
import { importRoutes } from './import.ts'
import { notFoundRoutes } from './not-found.ts'
import { peopleRoutes } from './people.ts'
import { personRoutes } from './person.ts'
import { recordRoutes } from './record.ts'
import { toDoRoutes } from './to-do.ts'
import { todayRoutes } from './today.ts'

/** Every page of the desk. */
export function pages(app: FastifyInstance, desk: DeskParts): void {
  for (const path of ['/desk', '/desk/'])
    app.get(path, (_request, reply) => reply.redirect('/desk/to-do', 303))
  for (const routes of [
    todayRoutes,
    toDoRoutes,
    notFoundRoutes,
    peopleRoutes,
    personRoutes,
    hoursRoutes,
    importRoutes,
    recordRoutes,
  ])
    routes(app, desk)
}
