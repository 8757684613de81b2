import { AppError } from '../../src/platform/errors'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { headOf, sendRaw } from './raw'
import { disbursement, newLoanId, PUSH } from './requests'

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

const raw = (chunks: string[], enough: (received: string) => boolean) =>
  sendRaw(api.url, chunks, enough)

const head = (lines: string[]): string => headOf('POST', PUSH.disbursement, lines)

describe('the key', () => {
  it.each([
    ['none', {}],
    ['an empty one', { 'X-LMS-API-Key': '' }],
    ['a wrong one', { 'X-LMS-API-Key': 'nonsense' }],
    ['a very long one', { 'X-LMS-API-Key': 'x'.repeat(8000) }],
  ])('is asked for: %s gets 401, whatever the body', async (_name, headers) => {
    for (const body of ['{', '"', JSON.stringify(disbursement())]) {
      const answer = await fetch(api.url + PUSH.disbursement, { method: 'POST', body, headers })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toEqual({
        success: false,
        error: { code: 'UNAUTHORIZED', message: expect.any(String) as unknown },
      })
    }
  })

  it('must be right to its last character', async () => {
    const last = api.key.at(-1) === 'a' ? 'b' : 'a'
    const { status } = await api.post(PUSH.disbursement, disbursement(), {
      'X-LMS-API-Key': api.key.slice(0, -1) + last,
    })
    expect(status).toBe(401)
  })

  it('is asked for everywhere under /lms-integration, before anything else is said', async () => {
    for (const path of [
      '/lms-integration/loans/x',
      '/lms-integration/nothing',
      '/lms-integration',
    ]) {
      expect((await api.get(path, { 'X-LMS-API-Key': '' })).status).toBe(401)
    }
  })

  it('is judged before the body arrives', async () => {
    const answer = await raw([head(['Content-Length: 500000'])], (text) => text.includes('}}'))
    expect(answer).toMatch(/^HTTP\/1.1 401 /)
  })

  it('leaves the connection usable for a client that sends its body all the same', async () => {
    const body = 'x'.repeat(300_000)
    const again = head([`X-LMS-API-Key: ${api.key}`, 'Content-Length: 0'])
    const answer = await raw([head([`Content-Length: ${body.length}`]), body, again], (text) =>
      text.includes('MALFORMED_JSON'),
    )
    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 400'])
  })

  it('hangs up on a client that goes on sending without end', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const endless = Array.from({ length: 200 }, () => chunk)
    const answer = raw([head(['Transfer-Encoding: chunked']), ...endless], () => false)
    // The connection may be reset before the client has read the answer.
    await expect(answer.catch(String)).resolves.toMatch(/401|ECONNRESET|EPIPE/)
  })

  it('spares a client that asks first from sending a body', async () => {
    const answer = await raw([head(['Expect: 100-continue', 'Content-Length: 500000'])], (text) =>
      text.includes('}}'),
    )
    expect(answer).toMatch(/^HTTP\/1.1 401 /)
    const invited = await raw(
      [
        head([
          'Expect: 100-continue',
          'Content-Length: 2',
          `X-LMS-API-Key: ${api.key}`,
          'Content-Type: application/json',
        ]),
      ],
      (text) => text.includes('100 Continue'),
    )
    expect(invited).toMatch(/^HTTP\/1.1 100 Continue/)
  })
})

describe('the body', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'loanId=1'],
    ['half of it', '{"loanId": "1"'],
    ['a comma too many', '{"loanId": "1",}'],
    ['two values', '{} {}'],
    ['NaN', '{"loanAmount": NaN}'],
    ['a number with a leading zero', '{"loanAmount": 012}'],
    ['a raw control character', '{"loanId": "a\nb"}'],
    ['two loans under one name', '{"loanId": "1", "loanId": "2"}'],
    ['an array that never ends', '['.repeat(100_000)],
    ['an array nested too deeply', `${'['.repeat(400_000)}${']'.repeat(400_000)}`],
  ])('is malformed: %s', async (_name, text) => {
    const { status, body } = await api.post(PUSH.disbursement, text)
    expect(status).toBe(400)
    expect(body).toEqual({
      success: false,
      error: { code: 'MALFORMED_JSON', message: expect.any(String) as unknown },
    })
  })

  it('must be UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"loanId":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ])
    const answer = await fetch(api.url + PUSH.disbursement, {
      method: 'POST',
      body: bytes,
      headers: { 'X-LMS-API-Key': api.key, 'Content-Type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  })

  it('may hold names that mean something to JavaScript', async () => {
    const loanId = newLoanId()
    const text = JSON.stringify(disbursement({ loanId })).replace(
      '{',
      '{"__proto__": {"loanAmount": 1, "admin": true}, "constructor": 1, "hasOwnProperty": 2, "toString": 3, ',
    )
    const { body } = await api.post(PUSH.disbursement, text)
    expect(body).toMatchObject({ success: true, loanId })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
    const missing = await api.post(PUSH.disbursement, '{"__proto__": {"loanId": "x"}}')
    expect(missing.body.error.fields).toContainEqual({
      field: 'loanId',
      message: 'Must not be blank.',
    })
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'application/json; charset=iso-8859-1',
  ])('is not taken as %s', async (type) => {
    const { status, body } = await api.post(PUSH.disbursement, disbursement(), {
      'Content-Type': type,
    })
    expect(status).toBe(415)
    expect(body.error.code).toBe('UNSUPPORTED_MEDIA_TYPE')
  })

  it.each(['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'is taken as %s',
    async (type) => {
      const given = disbursement({ loanId: newLoanId() })
      const { body } = await api.post(PUSH.disbursement, given, { 'Content-Type': type })
      expect(body.success).toBe(true)
    },
  )

  it('is not taken compressed', async () => {
    const { status } = await api.post(PUSH.disbursement, '{}', { 'Content-Encoding': 'gzip' })
    expect(status).toBe(415)
  })

  it('may be 1 MiB and no more', async () => {
    const body = disbursement({ loanId: newLoanId(), padding: '' })
    const left = 1024 * 1024 - JSON.stringify(body).length
    const fits = await api.post(PUSH.disbursement, { ...body, padding: 'x'.repeat(left) })
    expect(fits.body.success).toBe(true)
    const over = await api.post(PUSH.disbursement, { ...body, padding: 'x'.repeat(left + 1) })
    expect(over.status).toBe(413)
    expect(over.body.error.code).toBe('PAYLOAD_TOO_LARGE')
  })

  it('is counted while it arrives when its length is not told', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const lines = [
      `X-LMS-API-Key: ${api.key}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    ]
    const chunks = Array.from({ length: 17 }, () => chunk)
    const answer = await raw([head(lines), ...chunks], (text) => text.includes('}}'))
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
  })
})

describe('a name that stands twice in a body', () => {
  const twice = (body: object, more: string) =>
    `${JSON.stringify(body).slice(0, -1)},"unknown":1,${more}}`

  it.each([
    ['"unknown":2', 400],
    ['"unknown":1.0', 400],
    ['"\\u0075nknown":"1"', 400],
    ['"unknown":1', 200],
  ])('is refused where the values differ, though nobody reads them: %s', async (more, status) => {
    const body = disbursement({ loanId: newLoanId() })
    const answer = await api.post(PUSH.disbursement, twice(body, more))
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body.error.code).toBe('MALFORMED_JSON')
    const batch = await api.post(
      '/lms-integration/batch',
      `{"events":[${twice({ type: 'disbursement', ...body }, more)}]}`,
    )
    expect(batch.status).toBe(status)
  })
})

describe('the frame of a request', () => {
  const sent = (lines: string[], rest = '') =>
    raw([head([`X-LMS-API-Key: ${api.key}`, ...lines]) + rest], () => false)

  // What is no chunked body at its end is no HTTP, of which the server says 400 by itself.
  it.each([
    ['gzip, chunked', 501],
    ['identity, chunked', 501],
    ['identity', 501],
    ['chunked, gzip', 400],
    ['chunked, chunked', 400],
  ])('is in no other transfer coding than chunked: %s', async (coding, status) => {
    const answer = await sent([`Transfer-Encoding: ${coding}`], '2\r\n{}\r\n0\r\n\r\n')
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\nConnection: close\r\n`, 's'))
  })

  it('has one host', async () => {
    const answer = await sent(['Host: elsewhere', 'Content-Length: 0'])
    expect(answer).toMatch(/^HTTP\/1.1 400 .*\r\nConnection: close\r\n.*"MALFORMED_REQUEST"/is)
  })

  it('may be chunked', async () => {
    const lines = ['Transfer-Encoding: Chunked', 'Content-Type: application/json']
    const answer = await sent([...lines, 'Connection: close'], '2\r\n{}\r\n0\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1.1 200 /)
  })
})

describe('addresses and methods', () => {
  it.each(['/', '/nothing', '/lms-integration', '/lms-integration/nothing', '/docs/nothing'])(
    'knows nothing at %s',
    async (path) => {
      const { status, body } = await api.get(path)
      expect(status).toBe(404)
      expect(body).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } })
    },
  )

  it.each(Object.values(PUSH))('takes nothing but POST at %s', async (path) => {
    const { status, headers, body } = await api.get(path)
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
    expect(body).toMatchObject({ success: false, error: { code: 'METHOD_NOT_ALLOWED' } })
  })

  it('takes nothing but GET for views', async () => {
    const { status, headers } = await api.post('/lms-integration/loans/x', {})
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('answers an address that is wrongly encoded', async () => {
    const { status, body } = await api.get('/lms-integration/loans/%zz')
    expect(status).toBe(400)
    expect(body.error.code).toBe('MALFORMED_URL')
  })
})

describe('headers of answers', () => {
  it('echo a plain request id and make one otherwise', async () => {
    const given = await api.get('/healthz', { 'X-Request-Id': 'abc-123' })
    expect(given.headers.get('x-request-id')).toBe('abc-123')
    const odd = await api.get('/healthz', { 'X-Request-Id': 'a b"c' })
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('protect whoever opens them in a browser', async () => {
    const { headers } = await api.get('/healthz')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

describe('a fault inside', () => {
  it('is a 500 whose traceId stands in the log, and tells nothing else', async () => {
    const fault = new AppError('INTERNAL_ERROR', 'secret detail')
    jest.spyOn(api.database, 'query').mockRejectedValueOnce(fault)
    const { status, body } = await api.get('/lms-integration/loans/LN-1')
    expect(status).toBe(500)
    expect(body).toMatchObject({ success: false, error: { code: 'INTERNAL_ERROR' } })
    expect(JSON.stringify(body)).not.toContain('secret detail')
    const { traceId } = body.error as { traceId: string }
    const line = api
      .log()
      .split('\n')
      .find((text) => text.includes('request failed'))
    expect(line).toContain(traceId)
    expect(line).toContain('secret detail')
  })
})
