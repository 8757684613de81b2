import { LoanStack } from '../support/loan-stack'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment, revenueReport } from './requests'

const WAIT = { Prefer: 'wait=30' }

let stack: LoanStack
let api: ApiUnderTest
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  api = await startApiUnderTest({ on: stack })
})
afterAll(async () => {
  await api.close()
  await stack.close()
})

/** A loan with a disbursement, January's revenue and a repayment; the ids in that order. */
async function loanWithThree(loanId: string): Promise<string[]> {
  const sent = [
    [PUSH.disbursement, disbursement({ loanId })],
    [PUSH.revenueReport, revenueReport({ loanId })],
    [PUSH.repayment, repayment({ loanId })],
  ] as const
  const ids: string[] = []
  for (const [path, body] of sent) {
    const answer = await api.post(path, body, WAIT)
    expect(answer.body.push.status).toBe('POSTED')
    ids.push(answer.body.eventId as string)
  }
  return ids
}

const reversal = (loanId: string, eventId = '', given: Record<string, unknown> = {}) => ({
  loanId,
  eventId,
  reason: 'Sent by mistake',
  ...given,
})

const loanOf = async (loanId: string) => (await api.get(`/lms-integration/loans/${loanId}`)).body

it('a reversal answers with all that it caused, and the event with who reversed it', async () => {
  const loanId = newLoanId()
  const [, , paid] = await loanWithThree(loanId)
  const { body } = await api.post(PUSH.reversal, reversal(loanId, paid), WAIT)
  expect(body).toMatchObject({
    success: true,
    type: 'REVERSAL',
    push: {
      status: 'POSTED',
      journalEntries: [{ eventId: paid, causedBy: body.eventId, reverses: `${loanId}-J3` }],
    },
  })
  const { body: reversed } = await api.get(`/lms-integration/events/${paid}`)
  expect(reversed).toMatchObject({ push: { status: 'REVERSED' }, reversedBy: body.eventId })
  expect(await loanOf(loanId)).toMatchObject({
    principalOutstanding: 1000000,
    interestOutstanding: 30000,
    invoices: [
      { status: 'OPEN', allocations: [] },
      { status: 'OPEN', allocations: [] },
    ],
  })
})

it('twenty clients who reverse the same at once: one wins', async () => {
  const loanId = newLoanId()
  const [, , paid] = await loanWithThree(loanId)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => api.post(PUSH.reversal, reversal(loanId, paid), WAIT)),
  )
  const ends = answers.map(({ body }) => (body.success ? 'POSTED' : body.error.code))
  expect(ends.filter((end) => end === 'POSTED')).toHaveLength(1)
  expect(ends.filter((end) => end === 'ALREADY_REVERSED')).toHaveLength(19)
})

it('a dry run tells entries and status and changes nothing', async () => {
  const loanId = newLoanId()
  const [disbursed, revenue] = await loanWithThree(loanId)
  const before = await loanOf(loanId)
  const { body } = await api.post(PUSH.reversal, reversal(loanId, revenue, { dryRun: true }))
  expect(body).toMatchObject({
    success: true,
    staging: { status: 'DRY_RUN', sequence: 4 },
    push: { status: 'POSTED' },
    loan: { status: 'Active', creditBalance: 30000, interestOutstanding: 0 },
  })
  expect(body.push.journalEntries).toHaveLength(3)
  const blocked = await api.post(PUSH.reversal, reversal(loanId, disbursed, { dryRun: true }))
  expect(blocked.body).toMatchObject({
    success: false,
    error: { code: 'REVERSAL_BLOCKED' },
    staging: { status: 'DRY_RUN' },
  })
  expect(await loanOf(loanId)).toEqual(before)
})

it('every other kind has a dry run too', async () => {
  const loanId = newLoanId()
  const first = await api.post(PUSH.disbursement, disbursement({ loanId, dryRun: true }))
  expect(first.body).toMatchObject({
    success: true,
    push: { status: 'POSTED', invoices: [{ number: `${loanId}-1` }] },
    loan: { status: 'Active', principalOutstanding: 1000000 },
  })
  expect((await api.get(`/lms-integration/loans/${loanId}`)).status).toBe(404)
  const early = await api.post(PUSH.repayment, repayment({ loanId, dryRun: true }))
  expect(early.body).toMatchObject({ success: false, error: { code: 'ORDER_VIOLATION' } })
  const kept = { where: { loanId, businessId: api.businessId } }
  expect(await api.database.prisma.refusedRequest.count(kept)).toBe(0)
})

it('refuses what is unknown, dated before the event, and what is behind a used key', async () => {
  const loanId = newLoanId()
  const [, , paid] = await loanWithThree(loanId)
  const codeOf = async (body: object, headers = {}) =>
    (await api.post(PUSH.reversal, body, headers)).body.error.code as string
  const unknown = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'
  expect(await codeOf(reversal(loanId, unknown))).toBe('EVENT_NOT_FOUND')
  expect(await codeOf(reversal('no-such-loan', paid))).toBe('EVENT_NOT_FOUND')
  const early = await api.post(
    PUSH.reversal,
    reversal(loanId, paid, { reversalDate: '2026-02-14' }),
  )
  expect(early.body.error).toMatchObject({
    code: 'VALIDATION_FAILED',
    fields: [{ field: 'reversalDate' }],
  })
  expect(await codeOf(reversal(loanId, paid, { reversalDate: '2026-03-16' }))).toBe(
    'DATE_IN_FUTURE',
  )

  const key = { 'Idempotency-Key': `undo-${loanId}`, ...WAIT }
  const done = await api.post(PUSH.reversal, reversal(loanId, paid), key)
  const again = await api.post(PUSH.reversal, reversal(loanId, paid), key)
  expect(again.body).toMatchObject({
    eventId: done.body.eventId as string,
    staging: { status: 'DUPLICATE' },
  })
  expect(await codeOf(reversal(loanId, paid, { reason: 'Other' }), key)).toBe(
    'IDEMPOTENCY_KEY_REUSED',
  )
})
