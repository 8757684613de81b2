import { verifyBooks } from '../../src/verify/verify-books'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import {
  disbursement,
  earlySettlement,
  newLoanId,
  PUSH,
  repayment,
  revenueReport,
} from './requests'

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

const fieldsOf = (body: { error?: { fields?: { field: string; message: string }[] } }) =>
  body.error?.fields?.map(({ field, message }) => `${field}: ${message}`)

const KINDS = [
  [PUSH.disbursement, disbursement],
  [PUSH.revenueReport, revenueReport],
  [PUSH.repayment, repayment],
  [PUSH.earlySettlement, earlySettlement],
] as const

describe('ids that look like others', () => {
  const odd = [
    [' LN-9', 'Must not begin or end with white space.'],
    ['LN-9\u00a0', 'Must not begin or end with white space.'],
    ['LN\u200b-9', 'Must not have zero-width or bidirectional characters.'],
    ['LN\u202e-9', 'Must not have zero-width or bidirectional characters.'],
    ['.', 'Must not be "." or "..".'],
    ['..', 'Must not be "." or "..".'],
  ] as const

  it.each(odd)('are refused by field on every path: %j', async (id, problem) => {
    for (const [path, request] of KINDS) {
      const { body } = await api.post(path, request({ loanId: id, customerId: id }))
      expect(fieldsOf(body)).toEqual([`customerId: ${problem}`, `loanId: ${problem}`])
    }
    const reversal = { loanId: id, eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11', reason: 'x' }
    expect(fieldsOf((await api.post(PUSH.reversal, reversal)).body)).toEqual([`loanId: ${problem}`])
    const event = { type: 'disbursement', ...disbursement({ loanId: id }) }
    const { body } = await api.post('/lms-integration/batch', { events: [event] })
    expect(fieldsOf(body.answers[0])).toEqual([`loanId: ${problem}`])
  })

  it('are refused as keys, in the header and in a batch', async () => {
    const loanId = newLoanId()
    const header = await api.post(PUSH.disbursement, disbursement({ loanId }), {
      'Idempotency-Key': '..',
    })
    expect(fieldsOf(header.body)).toEqual(['Idempotency-Key: Must not be "." or "..".'])
    const event = { type: 'disbursement', key: 'k ', ...disbursement({ loanId }) }
    const { body } = await api.post('/lms-integration/batch', { events: [event] })
    expect(fieldsOf(body.answers[0])).toEqual(['key: Must not begin or end with white space.'])
  })

  it('are one id where only their composition differs', async () => {
    const [composed, decomposed] = ['é', 'e\u0301'].map(
      (end) => `${newLoanId().slice(0, 3)}x${end}`,
    )
    const first = await api.post(PUSH.disbursement, disbursement({ loanId: decomposed }))
    expect(first.body).toMatchObject({ success: true, loanId: composed })
    const again = await api.post(PUSH.disbursement, disbursement({ loanId: composed }))
    expect(again.body).toMatchObject({
      eventId: first.body.eventId as string,
      staging: { status: 'DUPLICATE' },
    })
    for (const id of [composed, decomposed]) {
      const { body } = await api.get(`/lms-integration/loans/${encodeURIComponent(id ?? '')}`)
      expect(body).toMatchObject({ loanId: composed })
    }
  })
})

describe('ids of before the rule', () => {
  const before = { loan: ' LN-old\u200b', customer: 'C-old ', key: ' key-old' }

  /** As an earlier version staged it: nothing in the database knows the rule. */
  async function loanOfBefore(loanId: string): Promise<void> {
    const placeholder = newLoanId()
    const event = { type: 'disbursement', key: `k${placeholder}`, ...disbursement() }
    const { body } = await api.post('/lms-integration/batch', {
      events: [{ ...event, loanId: placeholder, customerId: `C${placeholder}` }],
    })
    const { eventId } = body.answers[0] as { eventId: string }
    const request = await api.database.query<{ outcomes: [{ status: string }] }>(
      'test_stage',
      `SELECT stage_events(jsonb_build_array(jsonb_build_object(
         'businessId', business_id, 'loanId', $2::text, 'home', 'PUSH', 'kind', kind,
         'payload', payload || jsonb_build_object('customerId', $3::text), 'effectiveDate', effective_date,
         'fingerprint', fingerprint || $2, 'idempotencyKey', $4::text, 'sentBy', 'test', 'customerName', 'Asha'))) AS outcomes
       FROM loan_event WHERE id = $1`,
      [eventId, loanId, before.customer, `${before.key}${loanId}`],
    )
    expect(request[0]?.outcomes[0].status).toBe('STAGED')
  }

  it('go on to be read and written by exactly their text', async () => {
    await loanOfBefore(before.loan)
    const party = { loanId: before.loan, customerId: before.customer }
    const { body } = await api.post(PUSH.repayment, repayment(party))
    expect(body).toMatchObject({ success: true, loanId: before.loan, staging: { sequence: 2 } })
    const found = await api.get(`/lms-integration/loans/${encodeURIComponent(before.loan)}`)
    expect(found.body).toMatchObject({ loanId: before.loan, customerId: before.customer })
    const near = await api.post(PUSH.repayment, repayment({ ...party, loanId: ' LN-old' }))
    expect(fieldsOf(near.body)).toEqual(['loanId: Must not begin or end with white space.'])
  })

  it('go on in a batch too, where their keys still name their events', async () => {
    const loanId = `${before.loan}e\u0301`
    await loanOfBefore(loanId)
    const known = { ...disbursement({ loanId, customerId: before.customer }), type: 'disbursement' }
    const { body } = await api.post('/lms-integration/batch', {
      events: [
        { ...known, key: `${before.key}${loanId}` },
        { ...known, type: 'revenue-report', revenueMonth: '2026-01', revenueAmount: 5 },
        { ...known, loanId: `${loanId} ` },
      ],
    })
    // The content of the event of before is another one's: its key is known all the same.
    expect(body.answers[0].error.code).toBe('IDEMPOTENCY_KEY_REUSED')
    expect(body.answers[1]).toMatchObject({ success: true, loanId })
    expect(fieldsOf(body.answers[2])).toEqual([
      'loanId: Must not have zero-width or bidirectional characters.',
    ])
  })
})

describe('a date before 1970', () => {
  const early = 'Must not be before 1970-01-01.'

  it.each([
    [PUSH.disbursement, disbursement({ disbursementDate: '1969-12-31' }), 'disbursementDate'],
    [PUSH.repayment, repayment({ repaymentDate: '0001-01-01' }), 'repaymentDate'],
    [
      PUSH.earlySettlement,
      earlySettlement({ repaymentEarlySettlementDate: '1969-12-31' }),
      'repaymentEarlySettlementDate',
    ],
    [
      PUSH.reversal,
      {
        loanId: 'LN-1',
        eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
        reason: 'x',
        reversalDate: '1969-12-31',
      },
      'reversalDate',
    ],
  ])('is refused by field on %s', async (path, body, field) => {
    expect(fieldsOf((await api.post(path, body)).body)).toEqual([`${field}: ${early}`])
  })

  it('is refused as a month, and the first day is not', async () => {
    const { body } = await api.post(PUSH.revenueReport, revenueReport({ revenueMonth: '1969-12' }))
    expect(fieldsOf(body)).toEqual(['revenueMonth: Must not be before 1970-01.'])
    const first = disbursement({ loanId: newLoanId(), disbursementDate: '1970-01-01' })
    expect((await api.post(PUSH.disbursement, first)).body.success).toBe(true)
  })
})

it('a reversal that names its event in upper case is the same as in lower case', async () => {
  const loanId = newLoanId()
  const disbursed = await api.post(PUSH.disbursement, disbursement({ loanId }))
  const eventId = disbursed.body.eventId as string
  const reversal = { loanId, eventId: eventId.toUpperCase(), reason: 'Wrong loan' }
  const key = { 'Idempotency-Key': `undo ${eventId}` }
  const upper = await api.post(PUSH.reversal, reversal, key)
  const lower = await api.post(PUSH.reversal, { ...reversal, eventId }, key)
  expect(lower.body).toMatchObject({
    success: true,
    eventId: upper.body.eventId as string,
    staging: { status: 'DUPLICATE' },
  })
  const path = `/lms-integration/events/${(upper.body.eventId as string).toUpperCase()}`
  expect((await api.get(path)).body.payload.eventId).toBe(eventId)
  const { differences } = await verifyBooks(api.database)
  expect(differences.items.filter((one) => one.loanId === loanId)).toEqual([])
})
