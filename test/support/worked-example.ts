import { createBusiness } from '../../src/business/create-business'
import type { LoanTerms } from '../../src/domain/events/lending/loan-terms'
import { fixedClock } from '../../src/platform/clock'
import { embeddedPass } from '../../src/steps/at-once'
import { StageQueue } from '../../src/stream/stage-queue'
import { uniqueName } from './harness'
import type { TestDatabase } from './harness'
import { TERMS } from './lending-requests'
import { LoanRequests } from './loan-requests'
import { OwnLoan } from './own-loan'
import { addProduct } from './products'

type Parts = Pick<TestDatabase, 'database'>

/** In as many equal installments as said, a month apart, at a flat rate a month. */
function monthly(principal: string, installments: number, interestRate: string): LoanTerms {
  return {
    ...{ ...TERMS, principal, numberOfRepayments: installments, loanTerm: installments },
    ...{ interestRate, ratePeriod: 'MONTH' },
  }
}

/**
 * The example that the reports are worked out by hand for: three loans of our own of two products and a
 * pushed one, as they stand on 15 March 2025.
 */
export class WorkedExample {
  readonly businessId: string
  readonly #loan2: OwnLoan
  readonly #loan3: OwnLoan
  readonly #clock = fixedClock('2025-01-01T12:00:00Z')

  private constructor(test: Parts, businessId: string) {
    this.businessId = businessId
    this.#loan2 = this.#own(test, 'L-2', 'C-2')
    this.#loan3 = this.#own(test, 'L-3', 'C-2')
  }

  static async on(test: Parts): Promise<WorkedExample> {
    const businessId = await createBusiness(test.database, { name: uniqueName('lender') })
    const example = new WorkedExample(test, businessId)
    await example.#live(test)
    return example
  }

  /** Takes back the repayment of 10 February, as of 20 March. */
  async reverse(): Promise<void> {
    this.#clock.set('2025-03-31T12:00:00Z')
    const repaid = (await this.#loan2.events()).find(({ kind }) => kind === 'REPAY')
    await this.#loan2.do(await this.#loan2.reversal(repaid?.seq ?? 0, '2025-03-20'))
  }

  /** A payment of 2,500 that was made on 12 March. */
  async payLate(): Promise<void> {
    await this.#loan3.do(this.#loan3.repay('250000', '2025-03-12'))
  }

  async #live(test: Parts): Promise<void> {
    const [basic, plus] = [
      await addProduct(test.database, this.businessId, 'BASIC'),
      await addProduct(test.database, this.businessId, 'PLUS'),
    ]
    const loan1 = this.#own(test, 'L-1', 'C-1')
    this.#on('2025-01-05')
    await loan1.open({ product: basic, terms: monthly('1200000', 3, '0') }, '1200000')
    this.#on('2025-01-10')
    await this.#loan2.open({ product: basic, terms: monthly('600000', 2, '2') }, '600000')
    this.#on('2025-01-20')
    await this.#loan3.open({ product: plus, terms: monthly('1000000', 1, '0') }, '1000000')
    this.#on('2025-02-05')
    await loan1.do(loan1.repay('400000'))
    this.#on('2025-02-10')
    await this.#loan2.do(this.#loan2.repay('312000'))
    this.#on('2025-03-05')
    await loan1.do(loan1.repay('400000'))
    this.#on('2025-03-15')
    for (const loan of [loan1, this.#loan2, this.#loan3]) await loan.settle()
    await this.#push(test)
  }

  async #push({ database }: Parts): Promise<void> {
    const ref = { businessId: this.businessId, loanId: 'L-4' }
    const requests = new LoanRequests(ref)
    const queue = new StageQueue(database)
    const customerId = 'C-4'
    await queue.stage(requests.disbursement({ customerId, amount: '500000', date: '2025-01-15' }))
    await queue.stage(requests.revenue({ customerId, month: '2025-01', amount: '10000' }))
    await queue.stage(requests.repayment({ customerId, principal: '100000', date: '2025-02-03' }))
    await embeddedPass(database)(ref)
  }

  #on(day: string): void {
    this.#clock.set(`${day}T12:00:00Z`)
  }

  #own({ database }: Parts, loanId: string, customerId: string): OwnLoan {
    return new OwnLoan(
      { database, clock: this.#clock },
      { businessId: this.businessId, loanId },
      customerId,
    )
  }
}
