import fc from 'fast-check'

import { createBusiness } from '../../src/business/create-business'
import type { LoanEvent } from '../../src/domain/events/stream-event'
import { judgeReversal } from '../../src/domain/restatement/judge-reversal'
import type { StageOutcome, StageRequest } from '../../src/stream/stage-request'
import { loanStory } from '../support/arbitraries'
import { expectBooksEqualLms } from '../support/books-check'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { reversal } from '../support/loan-events'
import { LoanRequests } from '../support/loan-requests'
import { outcomeOf as outcomeOfEvent, settle, settledOne } from '../support/settle'
import { tellLoan } from '../support/told-loan'

let test: TestDatabase
let businessId: string

beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Reversing Lender' })
})

afterAll(() => test.close())

function newLoan(): LoanRequests {
  return new LoanRequests({ businessId, loanId: uniqueName('loan') })
}

async function send(loan: LoanRequests, ...requests: StageRequest[]): Promise<StageOutcome[]> {
  return settle(test.database, loan.ref, requests)
}

/** Sends one event that must be staged, and gives its id. */
const sent = (loan: LoanRequests, request: StageRequest) =>
  settledOne(test.database, loan.ref, request)

const outcomeOf = (eventId: string) => outcomeOfEvent(test.database, eventId)

/** The balances that differ from zero, by account. */
async function balances(loan: LoanRequests): Promise<Record<string, bigint>> {
  const rows = await test.database.query<{ account: string; balance: bigint }>(
    'test_balances',
    `SELECT account, sum(amount)::bigint AS balance FROM journal_line l
     JOIN loan_stream s ON s.id = l.stream_id WHERE s.external_id = $1
     GROUP BY account HAVING sum(amount) <> 0 ORDER BY account`,
    [loan.ref.loanId],
  )
  return Object.fromEntries(rows.map(({ account, balance }) => [account, balance]))
}

describe('a reversal', () => {
  it('of a repayment restores the balance exactly', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement(), loan.revenue())
    const before = await balances(loan)
    const paid = await sent(loan, loan.repayment({ principal: '50000', interest: '120000' }))
    const undo = await sent(loan, loan.reversal(paid))
    expect(await balances(loan)).toEqual(before)
    expect([await outcomeOf(paid), await outcomeOf(undo)]).toEqual(['REVERSED', 'POSTED'])
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('in the middle gives later receipts what they would have paid', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement(), loan.revenue({ month: '2025-01', amount: '10000' }))
    const first = await sent(loan, loan.repayment({ principal: '0', interest: '10000' }))
    await send(
      loan,
      loan.revenue({ month: '2025-02', amount: '20000' }),
      loan.repayment({ principal: '0', interest: '15000', date: '2025-03-01' }),
    )
    await send(loan, loan.reversal(first))
    expect(await balances(loan)).toMatchObject({ '1102': 15000n, '1001': -2485000n })
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('of a disbursement with later events needs cascade, and then leaves nothing', async () => {
    const loan = newLoan()
    const paidOut = await sent(loan, loan.disbursement())
    await send(loan, loan.revenue(), loan.repayment({ principal: '100', interest: '100' }))
    const blocked = await sent(loan, loan.reversal(paidOut))
    expect(await outcomeOf(blocked)).toBe('FAILED REVERSAL_BLOCKED')
    const cascaded = await sent(loan, loan.reversal(paidOut, { cascade: true }))
    expect(await outcomeOf(cascaded)).toBe('POSTED')
    expect(await balances(loan)).toEqual({})
    const again = await sent(loan, loan.disbursement({ customerId: 'C-2', amount: '100' }))
    expect(await outcomeOf(again)).toBe('POSTED')
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('that would make a settlement short is blocked and changes nothing', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement())
    const paid = await sent(loan, loan.repayment({ principal: '100000' }))
    await send(loan, loan.settlement({ principal: '2400000', date: '2025-03-01' }))
    const before = await balances(loan)
    const undo = await sent(loan, loan.reversal(paid))
    expect(await outcomeOf(undo)).toBe('FAILED REVERSAL_BLOCKED')
    expect(await balances(loan)).toEqual(before)
  })

  it('is refused for what is not there, not posted, reversed before, or a reversal', async () => {
    const loan = newLoan()
    const disbursed = await sent(loan, loan.disbursement())
    const failed = await sent(loan, loan.settlement({ principal: '1' }))
    const unknown = '00000000-0000-7000-8000-00000000dead'
    const undo = await sent(loan, loan.reversal(disbursed))
    const outcomes = await send(
      loan,
      ...[unknown, failed, disbursed, undo].map((id) => loan.reversal(id)),
    )
    expect(outcomes.map((outcome) => 'code' in outcome && outcome.code)).toEqual([
      'EVENT_NOT_FOUND',
      'EVENT_NOT_POSTED',
      'ALREADY_REVERSED',
      'EVENT_NOT_REVERSIBLE',
    ])
  })

  it('sent twenty times at once is posted once', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement())
    const paid = await sent(loan, loan.repayment({ principal: '100000' }))
    const outcomes = await send(loan, ...Array.from({ length: 20 }, () => loan.reversal(paid)))
    const ends = await Promise.all(
      outcomes.map(async (outcome) =>
        'eventId' in outcome ? outcomeOf(outcome.eventId) : 'refused',
      ),
    )
    expect(ends.filter((end) => end === 'POSTED')).toHaveLength(1)
    expect(ends.filter((end) => end === 'FAILED ALREADY_REVERSED')).toHaveLength(19)
  })

  it('lets a correction wait right behind it', async () => {
    const loan = newLoan()
    const [disbursed] = await send(loan, loan.disbursement({ amount: '100' }))
    const wrong = disbursed && 'eventId' in disbursed ? disbursed.eventId : ''
    const outcomes = await send(
      loan,
      loan.reversal(wrong, { cascade: true }),
      loan.disbursement({ amount: '200', customerId: 'C-9' }),
      loan.repayment({ principal: '50', customerId: 'C-9' }),
    )
    const ids = outcomes.map((outcome) => ('eventId' in outcome ? outcome.eventId : ''))
    expect(await Promise.all(ids.map(outcomeOf))).toEqual(['POSTED', 'POSTED', 'POSTED'])
    expect(await balances(loan)).toMatchObject({ '1101': 150n })
  })

  it('that fails takes its correction with it', async () => {
    const loan = newLoan()
    const [disbursed, revenue] = await send(
      loan,
      loan.disbursement(),
      loan.revenue({ amount: '100' }),
      loan.settlement({ principal: '2500000', interest: '100' }),
    )
    const ids = [disbursed, revenue].map((one) => (one && 'eventId' in one ? one.eventId : ''))
    const outcomes = await send(
      loan,
      loan.reversal(ids[0] ?? ''),
      loan.disbursement({ amount: '300' }),
    )
    const ends = outcomes.map((outcome) => ('eventId' in outcome ? outcome.eventId : ''))
    expect(await Promise.all(ends.map(outcomeOf))).toEqual([
      'FAILED REVERSAL_BLOCKED',
      'FAILED CORRECTION_FAILED',
    ])
  })

  it('refused by Accounting leaves loan and books as they were', async () => {
    const loan = newLoan()
    await send(loan, loan.disbursement(), loan.revenue())
    const paid = await sent(loan, loan.repayment({ principal: '100000', interest: '5' }))
    await send(loan, loan.repayment({ principal: '7', interest: '99999', date: '2025-03-03' }))
    const before = await balances(loan)
    const refuse = (event: { kind: string }) =>
      event.kind === 'REVERSAL' ? { code: 'PERIOD_LOCKED', message: 'Not in this period.' } : null
    const [undo] = await settle(test.database, loan.ref, [loan.reversal(paid)], refuse)
    expect(await outcomeOf(undo && 'eventId' in undo ? undo.eventId : '')).toBe(
      'FAILED PERIOD_LOCKED',
    )
    expect(await balances(loan)).toEqual(before)
    await expectBooksEqualLms(test.database, loan.ref)
    const again = await sent(loan, loan.reversal(paid))
    expect(await outcomeOf(again)).toBe('POSTED')
    await expectBooksEqualLms(test.database, loan.ref)
  })
})

describe('any reversals of any loan', () => {
  it('leave the books an independent derivation gives', async () => {
    const picks = fc.array(fc.record({ at: fc.nat(50), cascade: fc.boolean() }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(loanStory({ maxEvents: 12 }), picks, async (events, chosen) => {
        const loan = newLoan()
        const sentIds: { id: string; event: LoanEvent }[] = []
        for (const event of events) {
          const [outcome] = await send(loan, loan.of(event))
          if (outcome?.status === 'STAGED') sentIds.push({ id: outcome.eventId, event })
        }
        let standing = tellLoan(sentIds.map(({ event }) => event)).told.flatMap((told) =>
          told.accepted ? [told.event] : [],
        )
        for (const { at, cascade } of chosen) {
          const target = standing[at % Math.max(1, standing.length)]
          if (target === undefined) break
          const id = sentIds.find(({ event }) => event === target)?.id ?? ''
          const expected = judgeReversal(standing, reversal(99, target.eventId, { cascade }))
          const undo = await sent(loan, loan.reversal(id, { cascade }))
          expect((await outcomeOf(undo)).split(' ')[0]).toBe(
            expected.accepted ? 'POSTED' : 'FAILED',
          )
          if (!expected.accepted) continue
          standing = standing.filter(({ eventId }) => !expected.withdrawn.includes(eventId))
        }
        const never = tellLoan(standing)
        expect(await balances(loan)).toEqual(balancesOf(never.told))
        if (sentIds.length > 0) await expectBooksEqualLms(test.database, loan.ref)
      }),
      { numRuns: 40 },
    )
  })
})

function balancesOf(told: ReturnType<typeof tellLoan>['told']): Record<string, bigint> {
  const totals = new Map<string, bigint>()
  const lines = told
    .flatMap((one) => (one.accepted ? one.posting.entries : []))
    .flatMap((e) => e.lines)
  for (const { account, amount } of lines) totals.set(account, (totals.get(account) ?? 0n) + amount)
  return Object.fromEntries([...totals].filter(([, total]) => total !== 0n).sort())
}
