import { setTimeout as sleep } from 'node:timers/promises'

import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'

const LOANS = 20
const ROUNDS = 50

describe('"Finished, nothing more" against "staged, believed busy"', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterAll(() => stack.close())

  /** A loan that waits for nobody, though something is staged, is a lost wake-up. */
  async function expectNobodyForgotten(): Promise<void> {
    const forgotten = await stack.database.query(
      'test_forgotten',
      `SELECT s.external_id FROM loan_stream s
       WHERE s.busy <> EXISTS (SELECT FROM loan_event WHERE stream_id = s.id AND status = 'STAGED')`,
    )
    expect(forgotten).toEqual([])
  }

  let postMs = 3

  /** One event is being finished while another is staged: exactly one side must see to the other. */
  async function race(loan: TestLoan, round: number): Promise<'TOLD' | 'PULLED'> {
    const [lms, accounting] = [stack.lms(), stack.accounting()]
    const take = async () => {
      const taken = await lms.take(loan.ref)
      return accounting.post(taken)
    }
    const request = (principal: number) => loan.repayment({ principal: String(principal) })
    const first = round === 0 ? loan.disbursement() : request(2 * round)
    expect(await loan.stage(first)).toMatchObject([{ tell: true }])

    const taken = await lms.take(loan.ref)
    const began = performance.now()
    const [finished, [staged]] = await Promise.all([
      // Either side wins often only where the other begins about as late as it takes.
      accounting.post(taken).finally(() => (postMs = performance.now() - began)),
      sleep(Math.random() * 2 * postMs).then(() => loan.stage(request(2 * round + 1))),
    ])
    if (staged?.status !== 'STAGED') throw new Error('the second event was not staged')
    expect(finished.more).toBe(!staged.tell)
    expect(await loan.stream()).toMatchObject({ busy: true })
    expect((await take()).more).toBe(false)
    expect(await loan.stream()).toMatchObject({ busy: false })
    return staged.tell ? 'TOLD' : 'PULLED'
  }

  it(`loses no wake-up in ${LOANS * ROUNDS} races`, async () => {
    const wins = { TOLD: 0, PULLED: 0 }
    await Promise.all(
      Array.from({ length: LOANS }, async () => {
        const loan = stack.loan()
        for (let round = 0; round < ROUNDS; round += 1) wins[await race(loan, round)] += 1
        expect(await loan.outcomes()).toEqual(Array(2 * ROUNDS).fill('POSTED'))
        await expectBooksEqualLms(stack.database, loan.ref)
      }),
    )
    expect(wins.TOLD + wins.PULLED).toBe(LOANS * ROUNDS)
    expect(wins.TOLD).toBeGreaterThan(10)
    expect(wins.PULLED).toBeGreaterThan(10)
    await expectNobodyForgotten()
  })

  it('loses none between intake and workflows, without a relay', async () => {
    await stack.startWorker()
    const loans = Array.from({ length: 20 }, () => stack.loan())
    await Promise.all(
      loans.map(async (loan) => {
        await loan.submit(loan.disbursement())
        for (const request of loan.repayments(15)) {
          await loan.submit(request)
          await sleep(Math.random() * 40)
        }
      }),
    )
    for (const loan of loans) {
      await loan.settled()
      expect(await loan.outcomes()).toEqual(Array(16).fill('POSTED'))
    }
    await expectNobodyForgotten()
  })
})
