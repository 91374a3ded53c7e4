import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** PostgreSQL's ReadyForQuery: each round trip ends in one. */
const READY = 'Z'.charCodeAt(0)
const TYPE_BYTES = 1

/**
 * Stands between a database's clients and PostgreSQL, and counts the round trips. Returns the URL to use instead, and
 * the count since it was last asked for.
 */
export async function countRoundTrips(databaseUrl: string): Promise<{ url: string; take(): number }> {
  const target = new URL(databaseUrl)
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.pipe(upstream).pipe(client)
    const read = readTypes((type) => {
      if (type === READY) count++
    })
    upstream.on('data', read)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const url = new URL(databaseUrl)
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('a TCP server has a port')
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    take() {
      const taken = count
      count = 0
      return taken
    },
  }
}

/** Calls back with the type of each message in a stream from PostgreSQL, whatever its pieces. */
function readTypes(onType: (type: number) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (piece) => {
    rest = Buffer.concat([rest, piece])
    while (rest.length >= TYPE_BYTES + 4) {
      const length = TYPE_BYTES + rest.readUInt32BE(TYPE_BYTES)
      if (rest.length < length) return
      onType(rest.readUInt8(0))
      rest = rest.subarray(length)
    }
  }
}
