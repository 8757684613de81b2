import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

import express from 'express'

import { consolePages } from '../../../src/api/console/pages'
import { plainErrors } from '../../../src/api/errors/plain-errors'

const SCRIPT = 'console.log("a script")'
const PAGE = '<!doctype html><title>Loansaga</title>'

describe('the pages of the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-console-'))
  const built = join(folder, 'built')
  let server: Server
  beforeAll(async () => {
    mkdirSync(join(built, 'assets'), { recursive: true })
    const write = (name: string, data: string | Buffer) => writeFileSync(join(built, name), data)
    write('index.html', PAGE)
    write('favicon.svg', '<svg/>')
    write('assets/main-abc.js', SCRIPT)
    write('assets/main-abc.js.br', brotliCompressSync(SCRIPT))
    write('assets/main-abc.js.gz', gzipSync(SCRIPT))
    write('assets/main-abc.css', 'a{}')
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    const app = express().disable('etag').enable('case sensitive routing').enable('strict routing')
    app.use('/console', consolePages(built))
    app.use('/unbuilt', consolePages(join(folder, 'nowhere')))
    app.use(plainErrors.handler)
    await new Promise<void>((resolve) => {
      server = app.listen(0, '127.0.0.1', () => resolve())
    })
  })
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })

  interface Got {
    status: number | undefined
    headers: IncomingHttpHeaders
    bytes: Buffer
  }

  /** Not by fetch, which unpacks what it gets and straightens addresses. */
  function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
    const { port } = server.address() as AddressInfo
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () =>
          resolve({
            ...{ status: answer.statusCode, headers: answer.headers },
            bytes: Buffer.concat(pieces),
          }),
        )
      })
        .on('error', reject)
        .end()
    })
  }

  it.each([
    '/console/',
    '/console/loans',
    '/console/loans/LN-1?tab=story',
    '/console/a.b/c',
    '/console/loans/x.y',
  ])('are one page, asked for each time: %s', async (path) => {
    const { status, headers, bytes } = await get(path)
    expect([status, bytes.toString()]).toEqual([200, PAGE])
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-cache')
    const again = await get(path, { 'If-Modified-Since': String(headers['last-modified']) })
    expect(again.status).toBe(304)
  })

  it('take nothing from elsewhere and run nothing inline', async () => {
    const { headers } = await get('/console/')
    const policy = headers['content-security-policy'] as string
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/)
  })

  it('are at one address', async () => {
    const { status, headers } = await get('/console')
    expect([status, headers.location]).toEqual([302, '/console/'])
  })

  it.each([
    ['br', 'gzip, deflate, br', 'br', brotliCompressSync(SCRIPT)],
    ['gzip', 'gzip', 'gzip', gzipSync(SCRIPT)],
    ['as they are', 'identity', undefined, Buffer.from(SCRIPT)],
    ['as they are where br is refused', 'br;q=0, identity', undefined, Buffer.from(SCRIPT)],
  ])('have assets for good, made smaller beforehand: %s', async (_as, accepted, coding, bytes) => {
    const got = await get('/console/assets/main-abc.js', { 'Accept-Encoding': accepted })
    expect([got.status, got.headers['content-encoding']]).toEqual([200, coding])
    expect(got.bytes.equals(bytes)).toBe(true)
    expect(got.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(got.headers['content-type']).toMatch(/^text\/javascript/)
    expect(got.headers.vary).toBe('Accept-Encoding')
  })

  it('have their style and icon in their own types', async () => {
    expect((await get('/console/assets/main-abc.css')).headers['content-type']).toMatch(
      /^text\/css/,
    )
    const icon = await get('/console/favicon.svg')
    expect([icon.headers['content-type'], icon.headers['cache-control']]).toEqual([
      'image/svg+xml',
      'no-cache',
    ])
  })

  it.each([
    '/console/assets/main-old.js',
    '/console/assets/',
    '/console/assets/../../secret.txt',
    '/console/assets/..%2f..%2fsecret.txt',
    '/console/assets/%2e%2e',
    '/console/assets/.hidden',
    '/console/assets/a/b',
  ])('have no such asset: %s', async (path) => {
    const { status, bytes } = await get(path)
    expect([status, bytes.toString()]).toEqual([404, expect.not.stringContaining('secret')])
  })

  it.each(['/console/../secret.txt', '/console/..%2fsecret.txt'])(
    'lead out of their folder nowhere: %s',
    async (path) => {
      expect((await get(path)).bytes.toString()).not.toContain('secret')
    },
  )

  it('are only read', async () => {
    const { status, headers } = await get('/console/loans', {}, 'POST')
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
    const head = await get('/console/loans', {}, 'HEAD')
    expect([head.status, head.bytes.length]).toEqual([200, 0])
  })

  it('say what is missing where they were not built', async () => {
    const { status, bytes } = await get('/unbuilt/loans')
    expect([status, bytes.toString()]).toEqual([404, expect.stringContaining('npm run build')])
  })
})
