import fc from 'fast-check'

import type { AcceptanceRule } from '../../src/accounting/post-batch'
import type { LoanEvent } from '../../src/domain/events/stream-event'
import { passInTurn } from '../../src/steps/in-turn'
import type { Pass } from '../../src/steps/in-turn'
import { loanStory } from '../support/arbitraries'
import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { refusesThird, stagedLoan } from '../support/staged-loan'
import type { TestLoan } from '../support/test-loan'

describe('A pass that makes both steps at once', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterAll(() => stack.close())

  function inTurn(rule?: AcceptanceRule): Pass {
    return passInTurn(stack.lms(), stack.accounting(rule))
  }

  async function takeAll(loan: TestLoan, events: readonly LoanEvent[], pass: Pass): Promise<void> {
    const outcomes = await loan.stage(...events.map((event) => loan.of(event)))
    if (outcomes.some(({ status }) => status === 'STAGED')) await pass(loan.ref)
  }

  /** Everything the books and the LMS hold of a loan, with its events by their numbers. */
  async function kept(loan: TestLoan): Promise<unknown> {
    const [row] = await stack.database.query<{ kept: unknown }>(
      'test_kept',
      `SELECT jsonb_build_object(
         'loan', (SELECT to_jsonb(l) - 'stream_id' FROM loan l WHERE stream_id = s.id),
         'ledger', (SELECT to_jsonb(g) - '{stream_id,chain_head}'::text[] FROM ledger_loan g WHERE stream_id = s.id),
         'transactions', (SELECT jsonb_agg(to_jsonb(t) - '{stream_id,id,event_id,caused_by,recorded_at}'::text[] ORDER BY no)
                          FROM loan_transaction t WHERE stream_id = s.id),
         'entries', (SELECT jsonb_agg(to_jsonb(j) - '{stream_id,event_id,caused_by,recorded_at,hash}'::text[]
                                      || jsonb_build_object('seq', e.seq) ORDER BY no)
                     FROM journal_entry j JOIN loan_event e ON e.id = j.event_id WHERE j.stream_id = s.id),
         'lines', (SELECT jsonb_agg(to_jsonb(l) - 'stream_id' ORDER BY entry_no, line_no)
                   FROM journal_line l WHERE stream_id = s.id),
         'invoices', (SELECT jsonb_agg(to_jsonb(i) - '{stream_id,event_id}'::text[] ORDER BY no)
                      FROM invoice i WHERE stream_id = s.id),
         'allocations', (SELECT jsonb_agg(to_jsonb(a) - '{stream_id,event_id,caused_by,recorded_at}'::text[] ORDER BY no)
                         FROM allocation a WHERE stream_id = s.id),
         'credits', (SELECT jsonb_agg(to_jsonb(c) - '{stream_id,event_id}'::text[] ORDER BY seq)
                     FROM customer_credit c WHERE stream_id = s.id),
         'events', (SELECT jsonb_agg(jsonb_build_array(seq, status, failure_code, generation) ORDER BY seq)
                    FROM loan_event WHERE stream_id = s.id)) AS kept
       FROM loan_stream s WHERE s.business_id = $1 AND s.external_id = $2`,
      [loan.ref.businessId, loan.ref.loanId],
    )
    return row?.kept
  }

  it('leaves what the steps leave that are made in turn, whatever the events', async () => {
    await fc.assert(
      fc.asyncProperty(
        loanStory({ maxEvents: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (events, together) => {
          const [one, other] = [stack.loan(), stack.loan()]
          for (let from = 0; from < events.length; from += together) {
            const some = events.slice(from, from + together)
            await takeAll(one, some, stack.pass())
            await takeAll(other, some, inTurn())
          }
          expect(await kept(one)).toEqual(await kept(other))
        },
      ),
      { numRuns: 25 },
    )
  })

  it('answers as the steps do that are made in turn', async () => {
    const [one, other] = [await stagedLoan(stack, 3), await stagedLoan(stack, 3)]
    const [atOnce, inSteps] = [await stack.pass()(one.ref), await inTurn()(other.ref)]
    expect(atOnce.accounting).toEqual(inSteps.accounting)
    expect(atOnce.lms.standing).toEqual(inSteps.lms.standing)
    const placed = ({ taken }: typeof atOnce.lms) =>
      taken.map(({ seq, generation, kind, date }) => [seq, generation, kind, date])
    expect(placed(atOnce.lms)).toEqual(placed(inSteps.lms))
    expect(await one.stream()).toMatchObject({ busy: false })
  })

  it('posts once where others run at the same time', async () => {
    const loan = await stagedLoan(stack, 9)
    await Promise.all(Array.from({ length: 6 }, () => stack.pass()(loan.ref)))
    expect(await loan.outcomes()).toEqual(Array(10).fill('POSTED'))
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('goes on from what the LMS has recorded', async () => {
    const loan = await stagedLoan(stack, 2)
    const { taken } = await stack.lms().take(loan.ref)
    const passed = await stack.pass()(loan.ref)
    expect(passed.lms.taken).toEqual(taken)
    expect(await loan.outcomes()).toEqual(Array(3).fill('POSTED'))
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('owes the undo of what Accounting refuses, and posts nothing until it is done', async () => {
    const loan = await stagedLoan(stack, 4)
    const pass = stack.pass(refusesThird)
    const { lms, accounting } = await pass(loan.ref)
    expect(accounting?.compensationOwed).toBe(true)
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'STAGED', 'STAGED', 'STAGED'])
    expect(await pass(loan.ref)).toMatchObject({
      lms: { taken: [], compensationOwed: true },
      accounting: null,
    })

    await stack.lms().compensate(lms.streamId)
    await pass(loan.ref)
    expect((await loan.outcomes())[2]).toBe('FAILED PERIOD_CLOSED')
    expect((await loan.events()).map(({ generation }) => generation)).toEqual([1, 1, 1, 2, 2])
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('takes a reversal by itself, and what is staged behind it in the next pass', async () => {
    const loan = await stagedLoan(stack, 2)
    await stack.pass()(loan.ref)
    const [, repaid] = await loan.events()
    await loan.stage(loan.reversal(repaid?.eventId ?? ''), loan.repayment({ principal: '777' }))
    const first = await stack.pass()(loan.ref)
    expect(first.lms.taken.map(({ kind }) => kind)).toEqual(['REVERSAL'])
    expect(first.accounting).toMatchObject({ more: true })
    await stack.pass()(loan.ref)
    expect(await loan.outcomes()).toEqual(['POSTED', 'REVERSED', 'POSTED', 'POSTED', 'POSTED'])
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('has nothing to do for a loan at rest, and knows none that nothing was staged for', async () => {
    const loan = await stagedLoan(stack, 1)
    await stack.pass()(loan.ref)
    expect(await stack.pass()(loan.ref)).toMatchObject({ lms: { taken: [] }, accounting: null })
    await expect(stack.pass()(stack.loan().ref)).rejects.toMatchObject({ code: 'LOAN_NOT_FOUND' })
  })
})
