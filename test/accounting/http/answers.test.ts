import { AccountingFault } from '../../../src/accounting/http/accounting-fault'
import type { HttpAccounting } from '../../../src/accounting/http/http-accounting'
import type { LoanRequests } from '../../support/loan-requests'
import { API_KEY, LmsUnderTest } from './lms-under-test'
import { pushed, refusedWith, startStubAccounting } from './stub-accounting'
import type { Scripted, StubAccounting } from './stub-accounting'

describe('an answer of an external Accounting', () => {
  let lms: LmsUnderTest
  let there: StubAccounting
  let gateway: HttpAccounting
  let loan: LoanRequests

  beforeAll(async () => {
    lms = await LmsUnderTest.start()
  })
  afterAll(() => lms.close())
  beforeEach(async () => {
    there = await startStubAccounting()
    gateway = lms.gateway(there.url, 2)
    loan = lms.loan()
  })
  afterEach(() => there.close())

  /** Posts a disbursement that meets these answers. */
  async function postMeeting(...script: Scripted[]) {
    await lms.stage(loan.disbursement())
    const batch = await lms.take(loan)
    there.script.push(...script)
    return { batch, result: await gateway.post(batch) }
  }

  async function faultMeeting(...script: Scripted[]): Promise<AccountingFault> {
    const error: unknown = await postMeeting(...script).catch((thrown: unknown) => thrown)
    if (error instanceof AccountingFault) return error
    throw new Error('there was no fault', { cause: error })
  }

  it.each<[string, Scripted[]]>([
    ['POSTED', [pushed('there-1', 'POSTED')]],
    ['QUEUED, and POSTED when asked again', [pushed('e', 'QUEUED'), pushed('e', 'POSTED')]],
    [
      'a repeat that is posted',
      [{ status: 200, body: { success: true, eventId: 'e', push: { status: 'POSTED' } } }],
    ],
    ['201', [{ ...(pushed('e', 'POSTED') as object), status: 201 } as Scripted]],
  ])('that is %s posts the event', async (_what, script) => {
    const { result } = await postMeeting(...script)
    expect(result).toEqual({
      outcomes: [{ seq: 1, status: 'POSTED' }],
      more: false,
      compensationOwed: false,
    })
    expect(await lms.outcomes(loan)).toEqual(['POSTED'])
    expect(there.script).toEqual([])
  })

  it.each<[string, Scripted[], string]>([
    ['refused at the door', [refusedWith('DATE_IN_FUTURE')], 'DATE_IN_FUTURE'],
    [
      'refused by its books',
      [refusedWith('PERIOD_LOCKED', 'No.', { eventId: 'e', push: { status: 'FAILED' } })],
      'PERIOD_LOCKED',
    ],
    [
      'FAILED when asked again',
      [
        pushed('e', 'QUEUED'),
        pushed('e', 'FAILED', { error: { code: 'SKIPPED', message: 'An operator skipped it.' } }),
      ],
      'SKIPPED',
    ],
    [
      'refused in other words',
      [refusedWith('no\u0000 way!', '\u0000\ud800')],
      'REFUSED_BY_ACCOUNTING',
    ],
  ])('that is %s fails the event and undoes the LMS', async (_what, script, code) => {
    const { batch, result } = await postMeeting(...script)
    expect(result).toMatchObject({ outcomes: [], compensationOwed: true })
    const compensated = await lms.compensate(batch)
    expect(compensated.outcomes).toEqual([{ seq: 1, status: 'FAILED', code }])
    expect(await lms.outcomes(loan)).toEqual([`FAILED ${code}`])
  })

  it.each<[string, Scripted]>([
    ...[400, 404, 405, 409, 413, 415, 422].map((status): [string, Scripted] => [
      String(status),
      { status, body: { success: false, error: { code: 'MALFORMED_JSON', message: 'Amani' } } },
    ]),
    ['200 with a list', { status: 200, body: [] }],
    ['200 without the event', { status: 200, body: { success: true } }],
    ['200 with a status of its own', pushed('there-1', 'SOMEHOW')],
    ['REVERSED', pushed('there-1', 'REVERSED')],
    ['a key that was used otherwise', refusedWith('IDEMPOTENCY_KEY_REUSED')],
  ])('that is %s parks the event', async (_what, scripted) => {
    const { result } = await postMeeting(scripted)
    const outcome = { seq: 1, status: 'PARKED', code: 'ACCOUNTING_UNCLEAR' }
    expect(result).toMatchObject({ outcomes: [outcome], compensationOwed: false })
    const [row] = await lms.database.query<{ message: string }>(
      'test_parked',
      `SELECT failure_message AS message FROM loan_event WHERE business_id = $1 AND status = 'PARKED'
       ORDER BY received_at DESC LIMIT 1`,
      [loan.ref.businessId],
    )
    expect(row?.message).toMatch(/^Accounting: it /)
    expect(row?.message).not.toContain('Amani')
  })

  it.each<[string, Scripted, string]>([
    ['401', { status: 401, body: {} }, 'ACCOUNTING_UNAUTHORIZED'],
    ['403', { status: 403, body: 'no' }, 'ACCOUNTING_UNAUTHORIZED'],
    ['429', { status: 429, body: {} }, 'ACCOUNTING_UNAVAILABLE'],
    ['500', { status: 500, body: {} }, 'ACCOUNTING_UNAVAILABLE'],
    ['502 without JSON', { status: 502, body: '<html>' }, 'ACCOUNTING_UNAVAILABLE'],
    ['200 without JSON', { status: 200, body: '<html>' }, 'ACCOUNTING_UNREADABLE'],
    ['404 without JSON', { status: 404, body: 'no such page' }, 'ACCOUNTING_UNREADABLE'],
    [
      'a redirect',
      { status: 302, body: '', headers: { Location: '/elsewhere' } },
      'ACCOUNTING_UNREADABLE',
    ],
    ['never given', 'SILENCE', 'ACCOUNTING_UNAVAILABLE'],
    ['cut off', 'CUT', 'ACCOUNTING_UNAVAILABLE'],
    ['PARKED', pushed('there-1', 'PARKED'), 'ACCOUNTING_PARKED'],
  ])('that is %s leaves the event to be tried again', async (_what, scripted, code) => {
    const fault = await faultMeeting(scripted)
    expect(fault.faultCode).toBe(code)
    expect(fault.message).not.toContain(API_KEY)
    expect(await lms.outcomes(loan)).toEqual(['STAGED'])
    await gateway.post(await lms.take(loan))
    expect(await lms.outcomes(loan)).toEqual(['POSTED'])
  })

  it('says when to try again where the other side does', async () => {
    const seconds: Scripted = { status: 503, body: '', headers: { 'Retry-After': '70' } }
    expect(await faultMeeting(seconds)).toMatchObject({ retryAfterMs: 70_000 })
    const held: unknown = await gateway
      .post(await lms.take(loan))
      .catch((thrown: unknown) => thrown)
    expect(held).toMatchObject({ message: 'Accounting asked for a pause.' })
    expect(there.asked).toHaveLength(1)
  })

  it('says so with a date, too', async () => {
    const at = new Date(Date.now() + 200_000).toUTCString()
    const fault = await faultMeeting({ status: 429, body: '', headers: { 'Retry-After': at } })
    expect(fault.retryAfterMs).toBeGreaterThan(100_000)
    expect(fault.retryAfterMs).toBeLessThanOrEqual(200_000)
  })

  it('that stays QUEUED is asked for some times, then left to the next attempt', async () => {
    const queued = Array.from({ length: 20 }, () => pushed('e', 'QUEUED'))
    expect(await faultMeeting(...queued)).toMatchObject({ faultCode: 'ACCOUNTING_PENDING' })
    const looks = there.asked.filter(({ path }) => path === '/lms-integration/events/e')
    expect(looks.length).toBeGreaterThan(2)
    expect(await lms.outcomes(loan)).toEqual(['STAGED'])
  })

  it('is not waited for where nobody listens', async () => {
    await there.close()
    expect(await faultMeeting()).toMatchObject({
      faultCode: 'ACCOUNTING_UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED') as string,
    })
  })
})
