import { createLogger } from '../../src/platform/logger'

describe('log lines', () => {
  it('carry no key, token, secret or name, however deep', () => {
    const text = logged((log) => {
      log.info(
        {
          apiKey: 'SECRET-1',
          customerName: 'SECRET-2',
          event: { payload: { amount: '1' }, sent: [{ 'x-lms-api-key': 'SECRET-3' }] },
          headers: { Authorization: 'SECRET-4' },
          credentials: { secret: 'SECRET-5', token: 'SECRET-6' },
        },
        'accepted',
      )
      log.child({ api_key: 'SECRET-7' }).warn('again')
    })
    expect(text).toContain('[redacted]')
    expect(text).not.toContain('SECRET')
  })

  it('carry no header with a key of a request object', () => {
    class Request {
      headers = { 'x-lms-api-key': 'SECRET-1', authorization: 'SECRET-2', host: 'here' }
    }
    const text = logged((log) => log.info({ req: new Request() }, 'request'))
    expect(text).toContain('here')
    expect(text).not.toContain('SECRET')
  })

  it('tell an error without the row that PostgreSQL quotes', () => {
    const refused = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(SECRET) already exists.',
      constraint: 'customer_pkey',
    })
    const text = logged((log) => log.error({ err: new Error('failed', { cause: refused }) }))
    const { err } = JSON.parse(text) as { err: { cause: object } }
    expect(err.cause).toMatchObject({ code: '23505', constraint: 'customer_pkey' })
    expect(text).not.toContain('SECRET')
  })

  it('can have a bigint', () => {
    const line = logged((log) => log.info({ amount: 12n }, 'posted'))
    expect(JSON.parse(line)).toMatchObject({ amount: '12', part: 'test', level: 'info' })
  })
})

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = ''
  const destination = { write: (line: string) => void (text += line) }
  write(createLogger({ level: 'info', format: 'json' }, 'test', destination))
  return text
}
