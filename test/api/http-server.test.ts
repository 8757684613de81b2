import { connect } from 'node:net'
import type { Socket } from 'node:net'

import { listen } from '../../src/api/http-server'
import type { HttpServer } from '../../src/api/http-server'

const LIMITS = { keepAliveMs: 300, requestMs: 400, silenceMs: 600, checkMs: 50 }
const BIG = 'x'.repeat(32 * 1024 * 1024)

let server: HttpServer
beforeAll(async () => {
  server = await listen(
    (req, res) => {
      req.resume().on('end', () => res.end(req.url === '/big' ? BIG : 'answer'))
    },
    '127.0.0.1',
    0,
    LIMITS,
  )
})
afterAll(() => server.stop())

/** What came back until the server hung up. */
function untilClosed(bytes: string, prepare: (socket: Socket) => void = () => undefined) {
  return new Promise<string>((resolve) => {
    let received = ''
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => (received += data.toString()))
    socket.on('error', () => undefined).on('close', () => resolve(received))
    prepare(socket)
  })
}

const HEAD = 'POST / HTTP/1.1\r\nHost: test\r\n'

it.each([
  ['nothing', ''],
  ['half a head', HEAD],
  ['half a line', 'POST / HT'],
])('hangs up on a client that sends %s', async (_name, bytes) => {
  expect(await untilClosed(bytes)).toMatch(/^$|^HTTP\/1.1 408 /)
})

it('hangs up on a client that sends half a body', async () => {
  const answer = await untilClosed(`${HEAD}Content-Length: 10\r\n\r\n12345`)
  expect(answer).toMatch(/^$|^HTTP\/1.1 408 /)
})

it('hangs up on a client that sends a body byte by byte', async () => {
  let drip: NodeJS.Timeout | undefined
  const answer = await untilClosed(`${HEAD}Content-Length: 10000\r\n\r\n`, (socket) => {
    drip = setInterval(() => socket.write('1'), 50)
  })
  clearInterval(drip)
  expect(answer).toMatch(/^$|^HTTP\/1.1 408 /)
})

it('hangs up on a client that stays without another request', async () => {
  expect(await untilClosed(`${HEAD}Content-Length: 0\r\n\r\n`)).toContain('answer')
})

it('hangs up on a client that does not read its answer', async () => {
  const received = await untilClosed('GET /big HTTP/1.1\r\nHost: test\r\n\r\n', (socket) => {
    socket.once('data', () => {
      socket.pause()
      setTimeout(() => socket.resume(), 4 * LIMITS.silenceMs)
    })
  })
  expect(received.length).toBeLessThan(BIG.length)
})

it.each([
  ['no HTTP', '\u0000\u0001\u0002\r\n\r\n', 400],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['a head without end', `${HEAD}X: ${'x'.repeat(100_000)}`, 431],
  ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n12`, 400],
  [
    'a length and chunks',
    `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['chunks that are none', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
])('refuses %s', async (_name, bytes, status) => {
  expect(await untilClosed(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})
