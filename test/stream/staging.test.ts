import { StageQueue } from '../../src/stream/stage-queue'
import { createBusiness } from '../../src/business/create-business'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'

describe('Staging', () => {
  let stack: LoanStack
  let queue: StageQueue
  beforeAll(async () => {
    stack = await LoanStack.start()
    queue = new StageQueue(stack.database)
  })
  afterAll(() => stack.close())

  function refused(code: string) {
    return { status: 'REFUSED', code, message: expect.any(String) as string }
  }

  async function disbursedLoan(): Promise<TestLoan> {
    const loan = stack.loan()
    await queue.stage(loan.disbursement())
    return loan
  }

  it('numbers the events of a loan without gaps, and asks to tell only the first', async () => {
    const loan = await disbursedLoan()
    const staged = await Promise.all(loan.repayments(200).map((request) => queue.stage(request)))
    const sequences = staged.map((outcome) => (outcome.status === 'STAGED' ? outcome.sequence : 0))
    expect(sequences.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 2))
    expect(staged.every((outcome) => outcome.status === 'STAGED' && !outcome.tell)).toBe(true)
  })

  it('stages one of 200 equal disbursements that come at once', async () => {
    const loan = stack.loan()
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => queue.stage(loan.disbursement())),
    )
    const staged = outcomes.filter(({ status }) => status === 'STAGED')
    expect(staged).toHaveLength(1)
    expect(outcomes.filter(({ status }) => status === 'DUPLICATE')).toHaveLength(199)
    expect(await loan.events()).toHaveLength(1)
    const ids = outcomes.map((outcome) => ('eventId' in outcome ? outcome.eventId : ''))
    expect(new Set(ids).size).toBe(1)
  })

  it('stages one of 200 different disbursements of a loan that come at once', async () => {
    const loan = stack.loan()
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        queue.stage(loan.disbursement({ amount: String(1000 + i) })),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'STAGED')).toHaveLength(1)
    expect(outcomes.filter((outcome) => 'code' in outcome)).toEqual(
      Array(199).fill(refused('ALREADY_DISBURSED')),
    )
  })

  it('stages many loans in few round trips', async () => {
    const before = stack.database.statementCounts()['stage_events'] ?? 0
    await Promise.all(Array.from({ length: 192 }, () => queue.stage(stack.loan().disbursement())))
    expect((stack.database.statementCounts()['stage_events'] ?? 0) - before).toBe(3)
  })

  it('lets a bad row fail alone', async () => {
    const [good, other, bad, alien] = [stack.loan(), stack.loan(), stack.loan(), stack.loan()]
    const outcomes = await Promise.allSettled([
      queue.stage(good.disbursement()),
      queue.stage(bad.disbursement({ customerId: 'C-\u0000' })),
      queue.stage({ ...alien.disbursement(), businessId: '00000000-0000-7000-8000-000000000000' }),
      queue.stage({ ...stack.loan().disbursement(), effectiveDate: '2025-02-30' }),
      queue.stage(other.disbursement()),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ])
    expect(await good.outcomes()).toEqual(['STAGED'])
    expect(await other.outcomes()).toEqual(['STAGED'])
  })

  it('keeps the customer of a staged disbursement, and only of one', async () => {
    const loan = stack.loan()
    await queue.stage(loan.disbursement({ customerId: 'C-kept' }, { customerName: 'Neema' }))
    await queue.stage(loan.disbursement({ customerId: 'C-lost', amount: '7' }))
    const rows = await stack.database.query(
      'test_customers',
      `SELECT customer_id AS id, name FROM customer WHERE customer_id IN ('C-kept', 'C-lost')`,
    )
    expect(rows).toEqual([{ id: 'C-kept', name: 'Neema' }])
  })

  describe('answers a repeat', () => {
    it('with the event that is live', async () => {
      const loan = await disbursedLoan()
      const first = await queue.stage(loan.repayment({ principal: '100' }))
      const repeat = await queue.stage(loan.repayment({ principal: '100', feeName: '' }))
      expect(repeat).toMatchObject({
        status: 'DUPLICATE',
        eventId: 'eventId' in first ? first.eventId : '',
        eventStatus: 'STAGED',
      })
    })

    it('with a new event where a key makes it new, and with the old one for the same key', async () => {
      const loan = await disbursedLoan()
      const [a, b, again] = [
        await queue.stage(
          loan.repayment({ principal: '100' }, { idempotencyKey: `${loan.ref.loanId}-a` }),
        ),
        await queue.stage(
          loan.repayment({ principal: '100' }, { idempotencyKey: `${loan.ref.loanId}-b` }),
        ),
        await queue.stage(
          loan.repayment({ principal: '100' }, { idempotencyKey: `${loan.ref.loanId}-a` }),
        ),
      ]
      expect([a, b]).toMatchObject([{ status: 'STAGED' }, { status: 'STAGED' }])
      expect(again).toMatchObject({ status: 'DUPLICATE', eventId: 'eventId' in a ? a.eventId : '' })
    })

    it('with a new event where the equal one has failed, but not for its key', async () => {
      const loan = await disbursedLoan()
      const early = { principal: '100', date: '2024-01-01' }
      const key = { idempotencyKey: `${loan.ref.loanId}-early` }
      await queue.stage(loan.repayment(early, key))
      await stack.accounting().post(await stack.lms().take(loan.ref))
      expect((await loan.outcomes())[1]).toBe('FAILED DATE_BEFORE_DISBURSEMENT')
      expect(await queue.stage(loan.repayment(early, key))).toMatchObject({
        status: 'DUPLICATE',
        eventStatus: 'FAILED',
      })
      expect(await queue.stage(loan.repayment(early))).toMatchObject({ status: 'STAGED' })
    })

    it('once, where two hundred with one key come at once for different loans', async () => {
      const [one, other] = [await disbursedLoan(), await disbursedLoan()]
      const key = { idempotencyKey: `${one.ref.loanId}-shared` }
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          queue.stage((i % 2 === 0 ? one : other).repayment({ principal: '100' }, key)),
        ),
      )
      expect(outcomes.filter(({ status }) => status === 'STAGED')).toHaveLength(1)
      expect(outcomes.filter(({ status }) => status === 'DUPLICATE')).toHaveLength(99)
      expect(outcomes.filter((outcome) => 'code' in outcome)).toEqual(
        Array(100).fill(refused('IDEMPOTENCY_KEY_REUSED')),
      )
    })

    it('not across businesses', async () => {
      const elsewhere = await createBusiness(stack.database, { name: 'Other Lender' })
      const loan = stack.loan()
      const key = { idempotencyKey: loan.ref.loanId }
      const request = loan.disbursement({}, key)
      expect(await queue.stage(request)).toMatchObject({ status: 'STAGED' })
      expect(await queue.stage({ ...request, businessId: elsewhere })).toMatchObject({
        status: 'STAGED',
        sequence: 1,
      })
    })
  })

  describe('refuses what the stream alone decides:', () => {
    it('anything before the disbursement', async () => {
      const loan = stack.loan()
      expect(await queue.stage(loan.repayment({ principal: '1' }))).toEqual(
        refused('ORDER_VIOLATION'),
      )
      expect(await loan.events()).toEqual([])
    })

    it('anything behind a disbursement that has failed', async () => {
      const loan = stack.loan()
      await queue.stage(loan.disbursement({ amount: '0' }))
      await stack.accounting().post(await stack.lms().take(loan.ref))
      expect(await loan.outcomes()).toEqual(['FAILED VALIDATION_FAILED'])
      expect(await queue.stage(loan.repayment({ principal: '1' }))).toEqual(
        refused('ORDER_VIOLATION'),
      )
    })

    it('another customer than the disbursement has', async () => {
      const loan = await disbursedLoan()
      expect(await queue.stage(loan.repayment({ principal: '1', customerId: 'C-2' }))).toEqual(
        refused('CUSTOMER_MISMATCH'),
      )
    })

    it('a month that was reported with other figures', async () => {
      const loan = await disbursedLoan()
      await queue.stage(loan.revenue())
      expect(await queue.stage(loan.revenue())).toMatchObject({ status: 'DUPLICATE' })
      expect(await queue.stage(loan.revenue({ amount: '1' }))).toEqual(
        refused('DUPLICATE_REVENUE_MONTH'),
      )
    })

    it('a key that was used for something else, of another kind too', async () => {
      const loan = await disbursedLoan()
      const key = { idempotencyKey: `${loan.ref.loanId}-key` }
      await queue.stage(loan.repayment({ principal: '1' }, key))
      const reused = refused('IDEMPOTENCY_KEY_REUSED')
      expect(await queue.stage(loan.repayment({ principal: '2' }, key))).toEqual(reused)
      expect(await queue.stage(loan.settlement({ principal: '1' }, key))).toEqual(reused)
    })

    it('a loan that another door writes', async () => {
      const loan = await disbursedLoan()
      const { ref } = stack.loan()
      await stack.database.query(
        'test_elsewhere',
        `INSERT INTO loan_stream (business_id, external_id, home) VALUES ($1, $2, 'LMS')`,
        [ref.businessId, ref.loanId],
      )
      const elsewhere = { ...loan.disbursement(), loanId: ref.loanId }
      expect(await queue.stage(elsewhere)).toEqual(refused('LOAN_OWNED_ELSEWHERE'))
    })
  })
})
