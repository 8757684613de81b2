import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest, Sent } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment, revenueReport } from './requests'

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

const keyed = (key: string) => ({ 'Idempotency-Key': key })

async function disbursedLoan(): Promise<string> {
  const loanId = newLoanId()
  const { body } = await api.post(PUSH.disbursement, disbursement({ loanId }))
  expect(body.success).toBe(true)
  return loanId
}

/** What the workflow does when an event ends without a posting. */
async function end(eventId: string, status: 'FAILED' | 'PARKED'): Promise<void> {
  await api.database.prisma.loanEvent.update({
    where: { id: eventId },
    data: { status, failureCode: 'SKIPPED', failureMessage: 'An operator gave it up.' },
  })
}

describe('an accepted event', () => {
  it('is durable and queued', async () => {
    const loanId = newLoanId()
    const { status, headers, body } = await api.post(PUSH.disbursement, disbursement({ loanId }))
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('preference-applied')).toBeNull()
    expect(body).toEqual({
      success: true,
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      loanId,
      type: 'DISBURSEMENT',
      staging: {
        status: 'STAGED',
        sequence: 1,
        receivedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
      },
      push: { status: 'QUEUED', postedAt: null, invoices: [], journalEntries: [], error: null },
      warnings: [],
    })
    const row = await api.database.prisma.loanEvent.findUniqueOrThrow({
      where: { id: body.eventId },
    })
    expect(row.payload).toEqual({
      customerId: 'C-1',
      amount: '100000000',
      adminFee: '2500000',
      vat: '450000',
      vatRate: '0.18',
      vatGiven: '450000',
      date: '2026-01-15',
      today: '2026-03-15',
      closedThrough: null,
      accounts: {},
      exponent: 2,
    })
  })

  it('warns of another VAT than the one that is booked', async () => {
    const given = disbursement({ loanId: newLoanId(), vatOnAdminFee: 4000 })
    const { body } = await api.post(PUSH.disbursement, given)
    expect(body.warnings).toEqual([expect.stringContaining('4500.00 is booked') as unknown])
  })

  it('takes the VAT rate in force on its date', async () => {
    const { businessId, key } = await api.business()
    await api.database.prisma.vatRate.create({
      data: { businessId, validFrom: new Date('2026-02-01'), rate: 0.2 },
    })
    const vats = []
    for (const disbursementDate of ['2026-01-31', '2026-02-01']) {
      const given = disbursement({ loanId: newLoanId(), disbursementDate, vatOnAdminFee: null })
      const { body } = await api.post(PUSH.disbursement, given, { 'X-LMS-API-Key': key })
      const event = await api.get(`/lms-integration/events/${body.eventId}`, {
        'X-LMS-API-Key': key,
      })
      vats.push([event.body.payload.vat, event.body.payload.vatRate])
    }
    expect(vats).toEqual([
      [4500, '0.18'],
      [5000, '0.2'],
    ])
  })

  it('warns where the books are closed', async () => {
    const { businessId, key } = await api.business()
    await api.database.prisma.business.update({
      where: { id: businessId },
      data: { closedThrough: new Date('2026-01-31') },
    })
    const headers = { 'X-LMS-API-Key': key }
    const closed = await api.post(PUSH.disbursement, disbursement({ loanId: 'A' }), headers)
    expect(closed.body.warnings).toEqual([expect.stringContaining('2026-02-01') as unknown])
    const open = disbursement({ loanId: 'B', disbursementDate: '2026-02-01' })
    expect((await api.post(PUSH.disbursement, open, headers)).body.warnings).toEqual([])
  })
})

describe('ids and names', () => {
  it.each([
    'LN/2026/01',
    '100%',
    '%2F',
    'a b  c',
    '../../etc/passwd',
    'mkopo-ñandú-贷款-قرض-🏠',
    'o\'brien"; DROP TABLE loan_event; --',
    'x'.repeat(255),
    '🏠'.repeat(255),
    '?a=b#c',
    '__proto__',
    '0',
  ])('may be %p', async (id) => {
    const customerName = `Name of ${id}`.slice(0, 100)
    const given = disbursement({ loanId: id, customerId: id, customerName })
    const { body } = await api.post(PUSH.disbursement, given)
    expect(body).toMatchObject({ success: true, loanId: id })
    const { status, body: loan } = await api.get(`/lms-integration/loans/${encodeURIComponent(id)}`)
    expect(status).toBe(200)
    expect(loan).toMatchObject({
      loanId: id,
      customerId: id,
      customerName,
      customer: `LMS-${id}`,
      status: 'Approved',
      currency: 'TZS',
      principalOutstanding: 0,
      invoices: [],
      events: [{ eventId: body.eventId, type: 'DISBURSEMENT', sequence: 1, status: 'QUEUED' }],
    })
  })

  it('differ by every character', async () => {
    await api.post(PUSH.disbursement, disbursement({ loanId: 'Case' }))
    expect((await api.get('/lms-integration/loans/case')).status).toBe(404)
    expect((await api.get('/lms-integration/loans/Case%20')).status).toBe(404)
  })

  it.each(['unknown', 'a%00b', '%20', '%ED%A0%80'.slice(0, 3), 'x'.repeat(300)])(
    'name no loan: %p',
    async (id) => {
      const { status, body } = await api.get(`/lms-integration/loans/${id}`)
      expect([400, 404]).toContain(status)
      expect(body.success).toBe(false)
    },
  )

  it.each(['unknown', '00000000-0000-7000-8000-000000000000', "'"])(
    'name no event: %p',
    async (id) => {
      const { status, body } = await api.get(`/lms-integration/events/${id}`)
      expect(status).toBe(404)
      expect(body).toMatchObject({ success: false, error: { code: 'EVENT_NOT_FOUND' } })
    },
  )
})

describe('order and conflicts', () => {
  it('refuses what comes before the disbursement', async () => {
    const { body } = await api.post(PUSH.repayment, repayment({ loanId: newLoanId() }))
    expect(body).toMatchObject({
      success: false,
      error: { code: 'ORDER_VIOLATION', fields: [] },
      staging: { status: 'REJECTED' },
      push: { status: 'NOT_PUSHED' },
    })
  })

  it('refuses other figures for what exists once', async () => {
    const loanId = await disbursedLoan()
    const again = await api.post(PUSH.disbursement, disbursement({ loanId, loanAmount: 2000000 }))
    expect(again.body.error.code).toBe('ALREADY_DISBURSED')
    await api.post(PUSH.revenueReport, revenueReport({ loanId }))
    const month = await api.post(PUSH.revenueReport, revenueReport({ loanId, revenueAmount: 1 }))
    expect(month.body.error.code).toBe('DUPLICATE_REVENUE_MONTH')
  })

  it('refuses another customer', async () => {
    const loanId = await disbursedLoan()
    const { body } = await api.post(PUSH.repayment, repayment({ loanId, customerId: 'C-2' }))
    expect(body.error.code).toBe('CUSTOMER_MISMATCH')
  })

  it('keeps what it refused, without names', async () => {
    const { businessId, key } = await api.business()
    const headers = { 'X-LMS-API-Key': key }
    await api.post(PUSH.repayment, repayment({ loanId: 'LN-X' }), headers)
    await api.post(PUSH.disbursement, disbursement({ loanId: 7, customerName: '' }), headers)
    await api.post(PUSH.reversal, { loanId: 'LN-X' }, headers)
    const kept = await api.database.prisma.refusedRequest.findMany({
      where: { businessId },
      orderBy: { id: 'asc' },
    })
    expect(kept).toMatchObject([
      { kind: 'REPAYMENT', loanId: 'LN-X', code: 'ORDER_VIOLATION', fields: [] },
      {
        kind: 'DISBURSEMENT',
        loanId: null,
        code: 'VALIDATION_FAILED',
        fields: [{ field: 'customerName' }, { field: 'loanId' }],
      },
      { kind: 'REVERSAL', loanId: 'LN-X', fields: [{ field: 'eventId' }, { field: 'reason' }] },
    ])
    expect(JSON.stringify(kept)).not.toContain('Asha')
  })

  it('names every field of a reversal that is wrong', async () => {
    const { body } = await api.post(PUSH.reversal, {
      loanId: 'LN-1',
      eventId: 'x',
      reason: 'Sent twice',
      reversalDate: 1,
      dryRun: 'no',
    })
    expect(body.error.fields).toMatchObject([
      { field: 'eventId' },
      { field: 'reversalDate' },
      { field: 'dryRun' },
    ])
  })
})

describe('repeats', () => {
  it('are the event they repeat, whatever the name and the VAT they give', async () => {
    const loanId = newLoanId()
    const first = await api.post(PUSH.disbursement, disbursement({ loanId }))
    const again = await api.post(
      PUSH.disbursement,
      disbursement({
        loanId,
        customerName: 'A. Mwakyusa',
        vatOnAdminFee: null,
        loanAmount: '1000000.00',
      }),
    )
    expect(again.body).toMatchObject({
      success: true,
      eventId: first.body.eventId,
      staging: { ...first.body.staging, status: 'DUPLICATE' },
      push: { status: 'QUEUED' },
    })
  })

  it('are new events when the first one failed', async () => {
    const loanId = await disbursedLoan()
    const first = await api.post(PUSH.repayment, repayment({ loanId }))
    await end(first.body.eventId, 'FAILED')
    const again = await api.post(PUSH.repayment, repayment({ loanId }))
    expect(again.body).toMatchObject({ success: true, staging: { status: 'STAGED', sequence: 3 } })
    expect(again.body.eventId).not.toBe(first.body.eventId)
  })

  it('with one key are one event, for ever and with its present status', async () => {
    const loanId = await disbursedLoan()
    const first = await api.post(PUSH.repayment, repayment({ loanId }), keyed(`pay ${loanId}`))
    await end(first.body.eventId, 'FAILED')
    const again = await api.post(PUSH.repayment, repayment({ loanId }), keyed(`pay ${loanId}`))
    const error = { code: 'SKIPPED', message: 'An operator gave it up.' }
    expect(again.body).toMatchObject({
      success: true,
      eventId: first.body.eventId,
      staging: { status: 'DUPLICATE' },
      push: { status: 'FAILED', error },
    })
    const waited = await api.post(PUSH.repayment, repayment({ loanId }), {
      ...keyed(`pay ${loanId}`),
      Prefer: 'wait=5',
    })
    expect(waited.body).toMatchObject({
      success: false,
      eventId: first.body.eventId,
      error: { ...error, fields: [] },
      staging: { status: 'DUPLICATE' },
      push: { status: 'FAILED', error },
    })
  })

  it('with a key of their own are new events', async () => {
    const loanId = await disbursedLoan()
    const ids = []
    for (const headers of [{}, keyed(`${loanId} a`), keyed(`${loanId} b`), {}]) {
      ids.push((await api.post(PUSH.repayment, repayment({ loanId }), headers)).body.eventId)
    }
    expect(new Set(ids).size).toBe(3)
    expect(ids[3]).toBe(ids[2])
  })

  it('may not use a key for something else', async () => {
    const loanId = await disbursedLoan()
    await api.post(PUSH.repayment, repayment({ loanId }), keyed(`key ${loanId}`))
    for (const [path, body] of [
      [PUSH.repayment, repayment({ loanId, repaymentPrincipal: 1 })],
      [PUSH.revenueReport, revenueReport({ loanId })],
    ] as const) {
      const { status, body: answer } = await api.post(path, body, keyed(`key ${loanId}`))
      expect(status).toBe(200)
      expect(answer.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
    }
  })

  it('do not find the key used up by a refused request', async () => {
    const loanId = newLoanId()
    const key = keyed(`refused ${loanId}`)
    await api.post(PUSH.repayment, repayment({ loanId }), key)
    const { body } = await api.post(PUSH.disbursement, disbursement({ loanId }), key)
    expect(body.success).toBe(true)
  })

  it.each(['x'.repeat(256), '', 'tab\there', 'caf\u00e9'])('refuse the key %p', async (key) => {
    const { body } = await api.post(PUSH.repayment, repayment({ loanId: '' }), keyed(key))
    expect(body.error.fields).toMatchObject([{ field: 'loanId' }, { field: 'Idempotency-Key' }])
  })

  it('give one event, however many arrive at once', async () => {
    const given = disbursement({ loanId: newLoanId() })
    const sent = await Promise.all(
      Array.from({ length: 200 }, () => api.post(PUSH.disbursement, given)),
    )
    expect(new Set(sent.map(({ body }) => body.eventId as string)).size).toBe(1)
    const staged = sent.filter(({ body }: Sent) => body.staging.status === 'STAGED')
    expect(staged).toHaveLength(1)
    const rows = await api.database.prisma.loanEvent.count({
      where: { stream: { externalId: given['loanId'] as string } },
    })
    expect(rows).toBe(1)
  })
})

describe('waiting', () => {
  it('ends when the time is up, with what is known', async () => {
    const started = Date.now()
    const given = disbursement({ loanId: newLoanId() })
    const { headers, body } = await api.post(PUSH.disbursement, given, { Prefer: 'wait=1' })
    expect(Date.now() - started).toBeGreaterThanOrEqual(990)
    expect(headers.get('preference-applied')).toBe('wait=1')
    expect(body).toMatchObject({ success: true, push: { status: 'QUEUED' } })
  })

  it('ends with the outcome', async () => {
    const loanId = await disbursedLoan()
    const waiting = api.post(PUSH.repayment, repayment({ loanId }), { Prefer: 'wait=30' })
    let staged = null
    while (staged === null) {
      staged = await api.database.prisma.loanEvent.findFirst({
        where: { kind: 'REPAYMENT', stream: { externalId: loanId } },
      })
    }
    await end(staged.id, 'PARKED')
    const { body } = await waiting
    expect(body).toMatchObject({
      success: true,
      eventId: staged.id,
      push: { status: 'PARKED', error: { code: 'SKIPPED' } },
    })
  })

  it('of 0 seconds is none', async () => {
    const given = disbursement({ loanId: newLoanId() })
    const { headers, body } = await api.post(PUSH.disbursement, given, { Prefer: 'wait=0' })
    expect(headers.get('preference-applied')).toBe('wait=0')
    expect(body.push.status).toBe('QUEUED')
  })
})

describe('another business', () => {
  it('sees nothing, and its ids and keys are its own', async () => {
    const loanId = newLoanId()
    const first = await api.post(PUSH.disbursement, disbursement({ loanId }), keyed('shared'))
    const { key } = await api.business()
    const headers = { 'X-LMS-API-Key': key }
    expect((await api.get(`/lms-integration/loans/${loanId}`, headers)).status).toBe(404)
    const event = await api.get(`/lms-integration/events/${first.body.eventId}`, headers)
    expect(event.status).toBe(404)
    const before = await api.post(PUSH.repayment, repayment({ loanId }), headers)
    expect(before.body.error.code).toBe('ORDER_VIOLATION')
    const own = await api.post(PUSH.disbursement, disbursement({ loanId, loanAmount: 5000000 }), {
      ...headers,
      ...keyed('shared'),
    })
    expect(own.body).toMatchObject({ success: true, staging: { status: 'STAGED', sequence: 1 } })
  })
})

describe('the log', () => {
  it('holds no key, no name, no id of a loan and no body', async () => {
    const loanId = 'LN-VERY-PRIVATE'
    const given = disbursement({ loanId, customerId: 'C-PRIVATE', customerName: 'Zuwena Private' })
    await api.post(PUSH.disbursement, given, keyed('KEY-PRIVATE'))
    await api.post(PUSH.disbursement, '{"customerName": "Zuwena Private" ]')
    await api.post(PUSH.repayment, { ...given, repaymentPrincipal: 'Zuwena' })
    await api.get(`/lms-integration/loans/${loanId}?name=Zuwena`)
    await api.get(`/lms-integration/loans/${loanId}/nothing`)
    await api.get('/lms-integration/loans/x', { 'X-LMS-API-Key': 'KEY-PRIVATE' })
    const log = api.log()
    expect(log).toContain('/lms-integration/disbursement')
    expect(log).toContain('/lms-integration/loans/{loanId}')
    for (const secret of [api.key, 'PRIVATE', 'Zuwena', 'Private', 'Asha']) {
      expect(log).not.toContain(secret)
    }
  })
})
