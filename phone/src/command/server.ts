/** The build replaces this file by Fastify itself, in one file: the command needs no package for its page. */
export { default } from 'fastify'
