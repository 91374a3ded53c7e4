import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A network that lets so many bytes of a server's answers through, and then breaks off or hangs. */
export async function startProxy(port: number, bytes: number, then: 'breaks' | 'hangs') {
  const sockets: Socket[] = []
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    sockets.push(client, upstream)
    let left = bytes
    client.pipe(upstream)
    for (const socket of [client, upstream]) socket.on('error', () => {})
    upstream.on('data', (chunk) => {
      if (left > 0) client.write(chunk.subarray(0, left))
      left -= chunk.length
      if (left <= 0 && then === 'breaks') client.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  // A server that listens on a port has an address with one.
  return (server.address() as AddressInfo).port
}
