import { connect } from 'node:net'

import { patience } from '../support/patience'

/** Sends bytes as they are; resolves with what came back until `enough` says so or the end. */
export function sendRaw(
  apiUrl: string,
  chunks: string[],
  enough: (received: string) => boolean,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(Number(new URL(apiUrl).port), '127.0.0.1', () => {
      for (const chunk of chunks) socket.write(chunk)
    })
    socket.setTimeout(patience(5_000), () =>
      reject(new Error(`nothing more came after: ${received}`)),
    )
    socket.on('error', reject)
    socket.on('data', (data) => {
      received += data.toString()
      if (enough(received)) socket.destroy()
    })
    socket.on('close', () => resolve(received))
  })
}

/** The head of a request, each line as it is. */
export function headOf(method: string, address: string, lines: string[]): string {
  return [`${method} ${address} HTTP/1.1`, 'Host: test', ...lines, '', ''].join('\r\n')
}
