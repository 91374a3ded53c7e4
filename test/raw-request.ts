import { connect } from 'node:net'

const PATIENCE_MS = 20_000

/** Writes bytes to a port of this machine; gives what comes back until the other side closes or goes quiet. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(PATIENCE_MS, end)
    socket.on('data', (data) => {
      answer += data
      // The answer is whole as far as a test reads it: its first line.
      if (answer.includes('\r\n\r\n')) setTimeout(end, 50)
    })
    socket.on('close', end)
    // The other side may close before it has read everything.
    socket.on('error', () => {})
  })
}
