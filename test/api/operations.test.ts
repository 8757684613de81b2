import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { addDays } from '../../src/domain/values/calendar'
import { mergePages } from '../../src/platform/metrics-merge'
import { OwnLoan } from '../support/own-loan'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment } from './requests'

const NO_KEY = { 'X-LMS-API-Key': '' }

describe('health', () => {
  it('is told without a key', async () => {
    const api = await startApiUnderTest()
    const { status, body } = await api.get('/healthz', NO_KEY)
    await api.close()
    expect([status, body]).toEqual([200, { status: 'ok' }])
  })

  it('names each part that is needed, and which of them failed', async () => {
    let up = true
    const api = await startApiUnderTest({
      readiness: {
        database: () => Promise.resolve(),
        temporal: () => (up ? Promise.resolve() : Promise.reject(new Error('gone'))),
        migrations: () => (up ? Promise.resolve() : new Promise(() => undefined)),
      },
    })
    const ready = await api.get('/readyz', NO_KEY)
    up = false
    const soon = await api.get('/readyz', NO_KEY)
    api.clock.advance(1_000)
    const failed = await api.get('/readyz', NO_KEY)
    await api.close()
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok', temporal: 'ok', migrations: 'ok' } },
    ])
    expect(soon.status).toBe(200)
    expect([failed.status, failed.body]).toEqual([
      503,
      { status: 'not ready', checks: { database: 'ok', temporal: 'failed', migrations: 'failed' } },
    ])
  })
})

describe('however many ask at once', () => {
  const times = 400
  const all = (api: ApiUnderTest, path: string) =>
    Promise.all(Array.from({ length: times }, () => api.get(path, NO_KEY)))

  it('readiness is found out once, and stands for a second', async () => {
    const checked = jest.fn(() => Promise.resolve())
    const api = await startApiUnderTest({ readiness: { database: checked } })
    const answers = await all(api, '/readyz')
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(checked).toHaveBeenCalledTimes(1)
    api.clock.advance(1_000)
    await api.get('/readyz')
    expect(checked).toHaveBeenCalledTimes(2)
    await api.close()
  })

  it('the backlog is counted once, and what is behind', async () => {
    const api = await startApiUnderTest()
    const query = jest.spyOn(api.database, 'query')
    const answers = await all(api, '/metrics')
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(query).toHaveBeenCalledTimes(2)
    await api.close()
  })
})

describe('metrics', () => {
  const sampleOf = (page: string, start: string) =>
    page.split('\n').filter((line) => line.startsWith(start))

  it('count requests, events, refusals and what waits', async () => {
    const api = await startApiUnderTest()
    const loanId = newLoanId()
    await api.post(PUSH.disbursement, disbursement({ loanId }))
    await api.post(PUSH.disbursement, disbursement({ loanId }))
    await api.post(PUSH.repayment, repayment({ loanId: 'unknown' }))
    const { body: parked } = await api.post(PUSH.repayment, repayment({ loanId }))
    await api.database.prisma.loanEvent.update({
      where: { id: parked.eventId as string },
      data: { status: 'PARKED' },
    })
    await api.get('/lms-integration/loans/some%20private%20id')
    await api.get('/some/private/path')
    const { headers, body } = await api.get('/metrics', NO_KEY)
    const page = body as string
    await api.close()

    expect(headers.get('content-type')).toContain('text/plain')
    const disbursements = 'loansaga_api_events_total{kind="DISBURSEMENT",outcome='
    expect(sampleOf(page, disbursements)).toEqual([
      `${disbursements}"STAGED"} 1`,
      `${disbursements}"DUPLICATE"} 1`,
    ])
    expect(sampleOf(page, 'loansaga_api_refused_total{')).toEqual([
      'loansaga_api_refused_total{kind="REPAYMENT",code="ORDER_VIOLATION"} 1',
    ])
    const routes = sampleOf(page, 'loansaga_api_http_request_seconds_count{')
    expect(routes).toContain(
      'loansaga_api_http_request_seconds_count{method="POST",route="/lms-integration/disbursement",status="200"} 2',
    )
    expect(routes).toContain(
      'loansaga_api_http_request_seconds_count{method="GET",route="/lms-integration/loans/{loanId}",status="404"} 1',
    )
    expect(page).not.toContain('private')
    expect(sampleOf(page, 'loansaga_api_staged_events ')).toEqual(['loansaga_api_staged_events 1'])
    expect(sampleOf(page, 'loansaga_api_parked_events ')).toEqual(['loansaga_api_parked_events 1'])
    expect(sampleOf(page, 'loansaga_api_relay_lag_seconds ')[0]).toMatch(/ \d*\.?\d+(e-\d+)?$/)
  })

  it('tell how many loans are behind with what fell due, and since when', async () => {
    const api = await startApiUnderTest()
    const { database, clock } = api
    const { businessId } = await api.business({ timeZone: 'Asia/Tokyo' })
    const day = (days: number) => addDays(new Date().toISOString().slice(0, 10), days)
    const loanDue = async (nextOn: string, wakeAt: Date, attempts: number, parked = false) => {
      const loan = new OwnLoan({ database, clock }, { businessId, loanId: newLoanId() })
      await loan.do(loan.submit())
      await database.query(
        'test_due',
        `WITH s AS (UPDATE loan_stream SET parked = $5 WHERE business_id = $1 AND external_id = $6 RETURNING id)
         INSERT INTO loan_due (stream_id, business_id, next_on, wake_at, attempts)
           SELECT id, $1, $2::date, $3::timestamptz, $4::integer FROM s`,
        [businessId, nextOn, wakeAt, attempts, parked, loan.ref.loanId],
      )
    }
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    const samples = async () => {
      const page = (await api.get('/metrics', NO_KEY)).body as string
      const [[due], [lag]] = ['due_loans', 'due_lag_seconds'].map((name) =>
        sampleOf(page, `loansaga_api_${name} `).map((line) => Number(line.split(' ')[1])),
      ) as [number[], number[]]
      return { due, lag }
    }
    await loanDue(day(30), inMinutes(30 * 24 * 60), 0)
    expect(await samples()).toEqual({ due: 0, lag: 0 })

    await loanDue(day(-1), inMinutes(-10), 0)
    // Told, and to be told again in an hour.
    await loanDue(day(-3), inMinutes(60), 4)
    await loanDue(day(-9), inMinutes(-10), 0, true)
    clock.advance(1_000)
    const { due, lag } = await samples()
    await api.close()
    expect(due).toBe(2)
    // Where the lender is, that day began nine hours earlier than in Greenwich.
    const began = Date.parse(`${day(-3)}T00:00:00+09:00`)
    expect(lag).toBeGreaterThan((Date.now() - began) / 1000 - 60)
    expect(lag).toBeLessThanOrEqual((Date.now() - began) / 1000)
  })

  it('stand beside those of other processes, and without those that do not answer', async () => {
    const worker = createServer((_req, res) => {
      res.end('# HELP worker_up Up\n# TYPE worker_up gauge\nworker_up 1\n')
    })
    await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', () => resolve()))
    const { port } = worker.address() as AddressInfo
    const api = await startApiUnderTest({
      metricsUpstreams: [`http://127.0.0.1:${port}/metrics`, 'http://127.0.0.1:9/metrics'],
    })
    const { status, body } = await api.get('/metrics')
    await api.close()
    worker.close()
    expect(status).toBe(200)
    expect(body).toContain(`worker_up{instance="127.0.0.1:${port}"} 1`)
    expect(body).toContain('loansaga_api_process_cpu_seconds_total')
  })

  it('of two processes of a kind make one family', () => {
    const page = (value: number) =>
      `# HELP jobs Jobs\n# TYPE jobs histogram\njobs_bucket{le="+Inf"} ${value}\njobs_count ${value}\n`
    expect(
      mergePages([
        { page: '# TYPE own counter\nown 1\n' },
        { page: page(1), instance: 'a:1' },
        { page: page(2), instance: 'b:1' },
      ]),
    ).toBe(`# TYPE own counter
own 1
# HELP jobs Jobs
# TYPE jobs histogram
jobs_bucket{instance="a:1",le="+Inf"} 1
jobs_count{instance="a:1"} 1
jobs_bucket{instance="b:1",le="+Inf"} 2
jobs_count{instance="b:1"} 2
`)
  })
})

describe('the docs page', () => {
  it('takes everything it needs from this server', async () => {
    const api = await startApiUnderTest()
    const page = await api.get('/docs', NO_KEY)
    const scripts = [...(page.body as string).matchAll(/src="([^"]+)"/g)].map(
      ([, src]) => src ?? '',
    )
    const sources = await Promise.all(scripts.map((src) => api.get(src, NO_KEY)))
    await api.close()
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(page.body).not.toMatch(/https?:\/\//)
    expect(page.body).not.toMatch(/<script>|onload=/)
    expect(sources.map(({ status }) => status)).toEqual([200, 200])
    expect(sources.map(({ headers }) => headers.get('content-type'))).toEqual([
      expect.stringContaining('javascript'),
      expect.stringContaining('javascript'),
    ])
    expect(sources[0]?.body).toContain('createApiReference')
    expect(sources[1]?.body).toContain("'/openapi.json'")
  })
})
