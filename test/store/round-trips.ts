import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

const TYPE_BYTES = 1

/**
 * Stands between a database's clients and PostgreSQL. Returns the URL to use instead, and a list of the round trips since
 * it was last asked for: the SQL of each.
 */
export async function watchRoundTrips(databaseUrl: string): Promise<{ url: string; take(): string[] }> {
  const target = new URL(databaseUrl)
  let trips: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.pipe(upstream).pipe(client)
    client.on(
      'data',
      readRoundTrips((sql) => trips.push(sql)),
    )
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
      const taken = trips
      trips = []
      return taken
    },
  }
}

/** Calls back with the SQL of each round trip of a connection: a simple query, or a prepared statement up to its Sync. */
function readRoundTrips(onTrip: (sql: string) => void): (piece: Buffer) => void {
  const prepared = new Map<string, string>()
  let bound = ''
  return readMessages((type, body) => {
    const [first = '', second = ''] = body.toString().split('\0')
    if (type === 'Q') onTrip(first)
    if (type === 'P') prepared.set(first, second)
    // Of a portal, the statement with this name.
    if (type === 'B') bound = prepared.get(second) ?? ''
    if (type === 'S') onTrip(bound)
  })
}

/** Calls back with each message of a client, whatever its pieces. The first one, which opens the connection, has no type. */
function readMessages(onMessage: (type: string, body: Buffer) => void): (piece: Buffer) => void {
  let rest = Buffer.alloc(0)
  let typeBytes = 0
  return (piece) => {
    rest = Buffer.concat([rest, piece])
    while (rest.length >= typeBytes + 4) {
      const end = typeBytes + rest.readUInt32BE(typeBytes)
      if (rest.length < end) return
      onMessage(rest.toString('latin1', 0, typeBytes), rest.subarray(typeBytes + 4, end))
      rest = rest.subarray(end)
      typeBytes = TYPE_BYTES
    }
  }
}
