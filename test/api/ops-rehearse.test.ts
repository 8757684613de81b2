import { createKeyPair } from '../../src/identity/key-pairs'
import { embeddedPass } from '../../src/steps/at-once'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { disbursement, newLoanId, PUSH, repayment } from './requests'

const BECAUSE = { reason: 'Paid into the wrong loan' }

let api: ApiUnderTest
let bearer: { Authorization: string }
beforeAll(async () => {
  api = await startApiUnderTest()
  const pair = await createKeyPair(api.database, api.businessId, 'test', ['lms:operate'])
  const { body } = await api.post('/api/generate-token', pair)
  bearer = { Authorization: `Bearer ${body.token}` }
})
afterAll(() => api.close())

const pass = (loanId: string) => embeddedPass(api.database)({ businessId: api.businessId, loanId })
const push = async (path: string, loanId: string, body: object): Promise<string> => {
  const answer = await api.post(path, body)
  expect(answer.body).toMatchObject({ success: true })
  await pass(loanId)
  return answer.body.eventId
}

/** A loan of 1,000,000 of which 80,000 were paid back, and the events of both. */
async function paidLoan() {
  const loanId = newLoanId()
  const lent = await push(PUSH.disbursement, loanId, disbursement({ loanId, adminFee: 0 }))
  const paid = await pay(loanId, '2026-02-15')
  return { loanId, lent, paid }
}

const pay = (loanId: string, repaymentDate: string) =>
  push(
    PUSH.repayment,
    loanId,
    repayment({ loanId, repaymentDate, repaymentInterest: 0, feeAmount: 0 }),
  )

const ask = async (eventId: string, action: string, body: object, headers = {}) => {
  const { status, body: answer } = await api.post(`/ops/events/${eventId}/${action}`, body, {
    ...bearer,
    ...headers,
  })
  return { status, answer }
}
const rehearse = (eventId: string, body: object = {}) =>
  ask(eventId, 'rehearse', { action: 'reverse', ...body })
const standing = async () => [
  await api.database.prisma.loanEvent.count(),
  await api.database.prisma.journalEntry.count(),
  await api.database.prisma.operatorAction.count(),
]

describe('POST /ops/events/{eventId}/rehearse', () => {
  it('tells before and after, what would be posted, and keeps nothing', async () => {
    const { loanId, paid } = await paidLoan()
    const kept = await standing()
    const { status, answer } = await rehearse(paid)
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      before: { status: 'Active', principalOutstanding: 920_000 },
      after: { status: 'Active', principalOutstanding: 1_000_000, creditBalance: 0 },
      events: [{ eventId: paid, sequence: 2, change: 'REVERSED' }],
      entries: [{ eventId: paid, reverses: `${loanId}-J2`, date: '2026-03-15' }],
      net: [
        { account: '1001', amount: -80_000 },
        { account: '1101', amount: 80_000 },
      ],
      approvalNeeded: false,
    })
    expect(await standing()).toEqual(kept)
    expect((await rehearse(paid)).answer.effect).toBe(answer.effect)
    const dated = await rehearse(paid, { reversalDate: '2026-03-01' })
    expect(dated.answer.effect).not.toBe(answer.effect)
  })

  it('tells which later events are derived again, or reversed in a cascade', async () => {
    const { loanId, lent, paid } = await paidLoan()
    const { answer } = await rehearse(lent, { cascade: true })
    expect(answer.after.status).toBe('Approved')
    expect(answer.events).toEqual([
      { eventId: lent, sequence: 1, change: 'REVERSED' },
      { eventId: paid, sequence: 2, change: 'REVERSED' },
    ])
    // More than is owed once the other is paid: with that gone, less of it is credit.
    const over = { loanId, repaymentPrincipal: 1_000_000, repaymentInterest: 0, feeAmount: 0 }
    const last = await push(
      PUSH.repayment,
      loanId,
      repayment({ ...over, repaymentDate: '2026-03-01' }),
    )
    expect((await rehearse(paid)).answer.events).toEqual([
      { eventId: paid, sequence: 2, change: 'REVERSED' },
      { eventId: last, sequence: 3, change: 'DERIVED_AGAIN' },
    ])
  })

  it('answers what the reversal would be refused for', async () => {
    const { lent } = await paidLoan()
    const refused = await rehearse(lent)
    expect([refused.status, refused.answer.code]).toEqual([422, 'REVERSAL_BLOCKED'])
    const late = await rehearse(lent, { reversalDate: '2026-03-16', cascade: true })
    expect([late.status, late.answer.code]).toEqual([422, 'DATE_IN_FUTURE'])
  })
})

describe('a reversal that carries the effect of its rehearsal', () => {
  it('does what was shown', async () => {
    const { loanId, paid } = await paidLoan()
    const { answer } = await rehearse(paid)
    const decided = await ask(paid, 'reverse', { ...BECAUSE, effect: answer.effect })
    expect([decided.status, decided.answer.reversal.status]).toEqual([200, 'STAGED'])
    await pass(loanId)
    const entries = await api.database.prisma.journalEntry.findMany({
      where: { causedBy: decided.answer.reversal.eventId },
    })
    expect(entries).toHaveLength(answer.entries.length)
  })

  it('is not carried out where the books have moved since', async () => {
    const { loanId, paid } = await paidLoan()
    const { answer } = await rehearse(paid)
    await pay(loanId, '2026-03-01')
    const kept = await standing()
    const decided = await ask(paid, 'reverse', { ...BECAUSE, effect: answer.effect })
    expect([decided.status, decided.answer.code]).toEqual([409, 'EFFECT_CHANGED'])
    expect(await standing()).toEqual(kept)
    const again = await rehearse(paid)
    const { status } = await ask(paid, 'reverse', { ...BECAUSE, effect: again.answer.effect })
    expect(status).toBe(200)
  })

  it('is one decision under one key, however often it is sent', async () => {
    const { paid } = await paidLoan()
    const { answer } = await rehearse(paid)
    const key = { 'Idempotency-Key': `reverse-${paid}` }
    const send = () => ask(paid, 'reverse', { ...BECAUSE, effect: answer.effect }, key)
    const first = await send()
    const second = await send()
    expect([first.answer.reversal.status, second.answer.reversal?.status]).toEqual([
      ...['STAGED', 'DUPLICATE'],
    ])
    expect(second.answer.reversal.eventId).toBe(first.answer.reversal.eventId)
  })
})
