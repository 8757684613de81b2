import fc from 'fast-check'

import { createBusiness } from '../../src/business/create-business'
import type { StageOutcome, StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { expectBooksEqualLms } from '../support/books-check'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { LoanRequests } from '../support/loan-requests'
import { settle } from '../support/settle'

let test: TestDatabase
let businessId: string

beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Correcting Lender' })
})

afterAll(async () => {
  // Whatever was corrected or failed to be: it is all told again the same.
  expect((await verifyBooks(test.database)).differences.items).toEqual([])
  await test.close()
})

const newLoan = () => new LoanRequests({ businessId, loanId: uniqueName('loan') })

const send = (loan: LoanRequests, ...requests: StageRequest[]) =>
  settle(test.database, loan.ref, requests)

const idOf = (outcome: StageOutcome | undefined): string =>
  outcome && 'eventId' in outcome ? outcome.eventId : ''

/** What each event of the loan has come to, in order. */
async function ends(loan: LoanRequests): Promise<string[]> {
  const rows = await test.database.query<{ status: string; code: string | null }>(
    'test_ends',
    `SELECT status, failure_code AS code FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
     WHERE s.external_id = $1 ORDER BY seq`,
    [loan.ref.loanId],
  )
  return rows.map(({ status, code }) => (code === null ? status : `${status} ${code}`))
}

async function outstanding(loan: LoanRequests): Promise<bigint | undefined> {
  const [row] = await test.database.query<{ amount: bigint }>(
    'test_outstanding',
    `SELECT principal_outstanding AS amount FROM loan l JOIN loan_stream s ON s.id = l.stream_id
     WHERE s.external_id = $1`,
    [loan.ref.loanId],
  )
  return row?.amount
}

/** D 1,000 · R 100 · S 900: the settlement needs the repayment, whose reversal is blocked. */
async function settled() {
  const loan = newLoan()
  const paid = loan.repayment({ principal: '10000' })
  const outcomes = await send(
    loan,
    loan.disbursement({ amount: '100000' }),
    paid,
    loan.settlement({ principal: '90000', date: '2025-03-01' }),
  )
  return { loan, paid, ids: outcomes.map(idOf) }
}

describe('what was taken for new only because a reversal stood ahead', () => {
  it('fails with that reversal, in one batch', async () => {
    const { loan, paid, ids } = await settled()
    await send(loan, loan.reversal(ids[1] ?? ''), paid)
    expect((await ends(loan)).slice(3)).toEqual([
      'FAILED REVERSAL_BLOCKED',
      'FAILED CORRECTION_FAILED',
    ])
    expect(await outstanding(loan)).toBe(0n)
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('fails with it where it is staged behind it, in a batch of its own', async () => {
    const { loan, paid, ids } = await settled()
    for (const request of [loan.reversal(ids[1] ?? ''), paid]) {
      await test.database.query('test_only_stage', 'SELECT stage_events($1::jsonb)', [
        JSON.stringify([request]),
      ])
    }
    await send(loan, loan.reversal(ids[0] ?? ''))
    expect((await ends(loan)).slice(3)).toEqual([
      'FAILED REVERSAL_BLOCKED',
      'FAILED CORRECTION_FAILED',
      'FAILED REVERSAL_BLOCKED',
    ])
  })

  it('fails with the reversal of a disbursement and all behind it', async () => {
    const { loan, paid, ids } = await settled()
    // Without cascade it takes nothing but its event along: the payment is still a repeat.
    await send(loan, loan.reversal(ids[0] ?? ''), loan.disbursement({ amount: '5' }), paid)
    expect((await ends(loan)).slice(3)).toEqual([
      'FAILED REVERSAL_BLOCKED',
      'FAILED CORRECTION_FAILED',
    ])
    const cascaded = await settled()
    await send(
      cascaded.loan,
      cascaded.loan.reversal(cascaded.ids[0] ?? '', { cascade: true }),
      cascaded.loan.disbursement({ amount: '100000' }),
      cascaded.paid,
    )
    expect((await ends(cascaded.loan)).slice(3)).toEqual(['POSTED', 'POSTED', 'POSTED'])
  })

  it('stands where it has a key of its own, and was new anyway', async () => {
    const { loan, paid, ids } = await settled()
    await send(loan, loan.reversal(ids[1] ?? ''), { ...paid, idempotencyKey: uniqueName('key') })
    expect((await ends(loan)).slice(3)).toEqual(['FAILED REVERSAL_BLOCKED', 'POSTED'])
  })

  it('stands where another reversal of the same event did its work', async () => {
    const loan = newLoan()
    const paid = loan.repayment({ principal: '10000' })
    const [, first] = await send(loan, loan.disbursement(), paid)
    const undo = loan.reversal(idOf(first))
    await send(loan, undo, undo, paid)
    expect((await ends(loan)).slice(2)).toEqual(['POSTED', 'FAILED ALREADY_REVERSED', 'POSTED'])
  })

  it('fails with the revenue of a month that it was to report anew', async () => {
    const loan = newLoan()
    const [, revenue] = await send(
      loan,
      loan.disbursement(),
      loan.revenue({ amount: '500' }),
      loan.settlement({ principal: '2500000', interest: '500' }),
    )
    const refuse = ({ kind }: { kind: string }) =>
      kind === 'REVERSAL' ? { code: 'PERIOD_LOCKED', message: 'No.' } : null
    const requests = [loan.reversal(idOf(revenue)), loan.revenue({ amount: '700' })]
    await settle(test.database, loan.ref, requests, refuse)
    expect((await ends(loan)).slice(3)).toEqual([
      'FAILED PERIOD_LOCKED',
      'FAILED CORRECTION_FAILED',
    ])
  })
})

describe('a correction', () => {
  async function disbursedAndPaid() {
    const loan = newLoan()
    const paid = loan.repayment({ principal: '10000' })
    const outcomes = await send(loan, loan.disbursement({ amount: '100000' }), paid)
    return { loan, paid, ids: outcomes.map(idOf) }
  }

  it('posts the reversal and what replaces the event, and answers the replacement', async () => {
    const { loan, ids } = await disbursedAndPaid()
    const right = loan.repayment({ principal: '9000' })
    const [answer] = await send(loan, loan.correction(ids[1] ?? '', right))
    expect(answer).toMatchObject({ status: 'STAGED', sequence: 4, tell: true })
    expect(answer).toMatchObject({ reversal: { sequence: 3, status: 'STAGED' } })
    expect(await ends(loan)).toEqual(['POSTED', 'REVERSED', 'POSTED', 'POSTED'])
    expect(await outstanding(loan)).toBe(91000n)
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('of a disbursement, of revenue, and into another kind', async () => {
    const { loan, ids } = await disbursedAndPaid()
    const whole = loan.settlement({ principal: '100000', date: '2025-02-15' })
    const [into] = await send(loan, loan.correction(ids[1] ?? '', whole))
    expect(into?.status).toBe('STAGED')
    expect(await outstanding(loan)).toBe(0n)

    const other = newLoan()
    const [lent] = await send(other, other.disbursement({ amount: '100000' }))
    const [again] = await send(
      other,
      other.correction(idOf(lent), other.disbursement({ amount: '200000' })),
    )
    const [, month] = await send(
      other,
      other.revenue({ amount: '100' }),
      other.revenue({ month: '2025-02' }),
    )
    await send(
      other,
      other.correction(idOf(month), other.revenue({ month: '2025-02', amount: '7' })),
    )
    expect(again?.status).toBe('STAGED')
    expect(
      (await ends(other)).filter((end) => end !== 'REVERSED').every((end) => end === 'POSTED'),
    ).toBe(true)
    expect(await outstanding(other)).toBe(200000n)
  })

  it('is not carried out where the reversal is refused', async () => {
    const { loan, ids } = await settled()
    const [answer] = await send(
      loan,
      loan.correction(ids[1] ?? '', loan.repayment({ principal: '9000' })),
    )
    expect(answer?.status).toBe('STAGED')
    expect((await ends(loan)).slice(3)).toEqual([
      'FAILED REVERSAL_BLOCKED',
      'FAILED REVERSAL_BLOCKED',
    ])
  })

  it('is not carried out where what is to replace the event would be refused', async () => {
    const { loan, ids } = await disbursedAndPaid()
    const short = loan.settlement({ principal: '5', date: '2025-03-01' })
    await send(loan, loan.correction(ids[1] ?? '', short), loan.repayment({ principal: '7' }))
    expect(await ends(loan)).toEqual([
      'POSTED',
      'POSTED',
      'FAILED CORRECTION_FAILED',
      'FAILED CORRECTION_FAILED',
      'POSTED',
    ])
    expect(await outstanding(loan)).toBe(89993n)
    const [message] = await test.database.query<{ message: string }>(
      'test_message',
      `SELECT failure_message AS message FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
       WHERE s.external_id = $1 AND seq = 4`,
      [loan.ref.loanId],
    )
    expect(message?.message).toContain('SETTLEMENT_SHORT')
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('is not carried out into a month whose own reversal has failed', async () => {
    const loan = newLoan()
    const [, february, march] = await send(
      loan,
      loan.disbursement({ amount: '100000' }),
      loan.revenue({ month: '2025-02', amount: '30' }),
      loan.revenue({ month: '2025-03', amount: '40' }),
    )
    const refuse = ({ seq }: { seq: number }) =>
      seq === 4 ? { code: 'PERIOD_LOCKED', message: 'No.' } : null
    const right = loan.revenue({ month: '2025-03', amount: '50' })
    const requests = [loan.reversal(idOf(march)), loan.correction(idOf(february), right)]
    await settle(test.database, loan.ref, requests, refuse)
    expect((await ends(loan)).slice(3)).toEqual([
      'FAILED PERIOD_LOCKED',
      'FAILED CORRECTION_FAILED',
      'FAILED CORRECTION_FAILED',
    ])
    await expectBooksEqualLms(test.database, loan.ref)
  })

  it('fails as a whole with its parked reversal that an operator skips', async () => {
    const { loan, ids } = await disbursedAndPaid()
    await test.database.query('test_only_stage', 'SELECT stage_events($1::jsonb)', [
      JSON.stringify([loan.correction(ids[1] ?? '', loan.repayment({ principal: '9000' }))]),
    ])
    const [parked] = await test.database.query<{ id: string }>(
      'test_park',
      `UPDATE loan_event e SET status = 'PARKED', failure_code = 'UNHANDLED', failure_message = 'A fault.'
       FROM loan_stream s WHERE s.id = e.stream_id AND s.external_id = $1 AND e.kind = 'REVERSAL'
       RETURNING e.id`,
      [loan.ref.loanId],
    )
    const decision = { businessId, eventId: parked?.id, actor: 'ops-1', reason: 'Not needed' }
    await test.database.query('test_skip', 'SELECT operate($1::jsonb)', [
      JSON.stringify({ ...decision, action: 'SKIP' }),
    ])
    await send(loan, loan.repayment({ principal: '7' }))
    expect((await ends(loan)).slice(1)).toEqual([
      'POSTED',
      'FAILED SKIPPED',
      'FAILED SKIPPED',
      'POSTED',
    ])
  })

  it('stages neither where one of the two is refused at once', async () => {
    const { loan, ids } = await disbursedAndPaid()
    const outcomes = await send(
      loan,
      loan.correction('00000000-0000-7000-8000-00000000dead', loan.repayment({ principal: '1' })),
      loan.correction(ids[1] ?? '', loan.disbursement({ amount: '5' })),
      loan.correction(ids[1] ?? '', loan.repayment({ principal: '1', customerId: 'C-other' })),
    )
    expect(outcomes.map((outcome) => 'code' in outcome && outcome.code)).toEqual([
      'EVENT_NOT_FOUND',
      'ALREADY_DISBURSED',
      'CUSTOMER_MISMATCH',
    ])
    expect(await ends(loan)).toEqual(['POSTED', 'POSTED'])
  })

  it('sent again is the same one, with a key and without', async () => {
    const { loan, ids } = await disbursedAndPaid()
    const correction = loan.correction(ids[1] ?? '', loan.repayment({ principal: '9000' }))
    const [first, repeat] = await send(loan, correction, correction)
    expect(repeat).toMatchObject({ status: 'DUPLICATE', eventId: idOf(first) })
    const [later] = await send(loan, correction)
    expect(later).toMatchObject({
      status: 'DUPLICATE',
      eventId: idOf(first),
      eventStatus: 'POSTED',
      reversal: { status: 'POSTED' },
    })
    const idempotencyKey = uniqueName('key')
    const keyed = {
      ...loan.correction(idOf(first), loan.repayment({ principal: '8000' })),
      idempotencyKey,
    }
    const [one] = await send(loan, keyed)
    const [two] = await send(loan, keyed)
    expect(two).toMatchObject({ status: 'DUPLICATE', eventId: idOf(one) })
    const [plain] = await send(loan, { ...loan.repayment({ principal: '8000' }), idempotencyKey })
    const [otherReason] = await send(loan, {
      ...loan.correction(idOf(first), loan.repayment({ principal: '8000' }), { reason: 'other' }),
      idempotencyKey,
    })
    expect([plain, otherReason]).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ])
    expect(await outstanding(loan)).toBe(92000n)
  })

  it('is new where it equals a payment that stands: it says which one it replaces', async () => {
    const { loan, paid, ids } = await disbursedAndPaid()
    const other = loan.repayment({ principal: '9000' })
    await send(loan, other)
    await send(loan, loan.correction(ids[1] ?? '', other))
    expect(await outstanding(loan)).toBe(82000n)
    expect(await send(loan, paid)).toMatchObject([{ status: 'STAGED' }])
  })

  it('sent twenty times at once, each with a key, is posted once', async () => {
    const { loan, ids } = await disbursedAndPaid()
    const correction = loan.correction(ids[1] ?? '', loan.repayment({ principal: '9000' }))
    await send(
      loan,
      ...Array.from({ length: 20 }, () => ({ ...correction, idempotencyKey: uniqueName('key') })),
    )
    const all = await ends(loan)
    expect(all.filter((end) => end === 'POSTED')).toHaveLength(3)
    expect(all.filter((end) => end === 'FAILED ALREADY_REVERSED')).toHaveLength(38)
    expect(await outstanding(loan)).toBe(91000n)
  })
})

describe('any corrections of any payments', () => {
  it('leave both of a reversal and its replacement, or neither', async () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 4 })
    const corrections = fc.array(
      fc.record({
        at: fc.nat(3),
        amount: fc.integer({ min: 1, max: 60_000 }),
        whole: fc.boolean(),
      }),
      { maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(amounts, corrections, fc.boolean(), async (paid, chosen, atOnce) => {
        const loan = newLoan()
        const requests = [
          loan.disbursement({ amount: '100000' }),
          ...paid.map((principal, no) =>
            loan.repayment({ principal: String(principal), feeName: String(no) }),
          ),
        ]
        const ids = (await send(loan, ...requests)).map(idOf)
        const wanted = chosen.map(({ at, amount, whole }) => {
          const principal = String(amount)
          const right = whole
            ? loan.settlement({ principal, date: '2025-03-01' })
            : loan.repayment({ principal })
          return loan.correction(ids[1 + (at % paid.length)] ?? '', right)
        })
        if (atOnce) await send(loan, ...wanted)
        else for (const one of wanted) await send(loan, one)

        const pairs = await test.database.query<{ reversal: string; replacement: string }>(
          'test_pairs',
          `SELECT x.status AS reversal, e.status AS replacement FROM loan_event e
           JOIN loan_event x ON x.id = e.staged_with JOIN loan_stream s ON s.id = e.stream_id
           WHERE s.external_id = $1`,
          [loan.ref.loanId],
        )
        for (const { reversal, replacement } of pairs) {
          expect(replacement === 'FAILED').toBe(reversal === 'FAILED')
        }
        await expectBooksEqualLms(test.database, loan.ref)
      }),
      { numRuns: 40 },
    )
  })
})
