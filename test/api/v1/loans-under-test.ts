import { fixedClock } from '../../../src/platform/clock'
import { LoanStack } from '../../support/loan-stack'
import type { Sent } from '../api-under-test'
import { startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

/** The contract's loan: 10,000 for seven days at 11 %, which makes 11,100. */
export const SEVEN_DAYS = {
  ...{ productId: 1, principal: 10000, loanTermFrequency: 7, loanTermFrequencyType: 0 },
  ...{ numberOfRepayments: 1, repaymentEvery: 7, repaymentFrequencyType: 0 },
  ...{ interestRatePerPeriod: 11, amortizationType: 1, interestType: 1 },
  interestCalculationPeriodType: 1,
  ...{ expectedDisbursementDate: '2026-03-10', submittedOnDate: '2026-03-10' },
}

/** Loans that a lender's own systems command, with workers that take the commands; today is 2026-03-15. */
export class LoansUnderTest {
  readonly v1: V1UnderTest
  readonly #stack: LoanStack
  #customer: string | undefined

  private constructor(stack: LoanStack, v1: V1UnderTest) {
    this.#stack = stack
    this.v1 = v1
  }

  static async start(): Promise<LoansUnderTest> {
    const clock = fixedClock('2026-03-15T12:00:00Z')
    const stack = await LoanStack.start({}, { lms: { clock } })
    await stack.startWorker()
    return new LoansUnderTest(stack, await startV1({ on: stack }))
  }

  get stack(): LoanStack {
    return this.#stack
  }

  async close(): Promise<void> {
    await this.v1.close()
    await this.#stack.close()
  }

  async customer(): Promise<string> {
    if (this.#customer !== undefined) return this.#customer
    const ada = {
      firstname: 'Ada',
      lastname: 'Lovelace',
      active: true,
      activationDate: '2026-01-02',
    }
    const { body } = await this.v1.post('/v1/customers', ada)
    return (this.#customer = body.id as string)
  }

  async submit(more: object = {}): Promise<TestedLoan> {
    const asked = { customerId: await this.customer(), ...SEVEN_DAYS, ...more }
    const { status, body } = await this.v1.post('/v1/loans', asked)
    if (status !== 200) throw new Error(`not submitted: ${JSON.stringify(body)}`)
    return new TestedLoan(this.v1, body.id as string)
  }

  async approved(more: object = {}): Promise<TestedLoan> {
    const loan = await this.submit(more)
    await loan.must('approve', { approvedOnDate: '2026-03-10' })
    return loan
  }

  /** Paid out on 10 March; today is the 15th. */
  async active(more: object = {}): Promise<TestedLoan> {
    const loan = await this.approved(more)
    await loan.must('disburse', { actualDisbursementDate: '2026-03-10' })
    return loan
  }
}

export class TestedLoan {
  readonly id: string
  readonly #v1: V1UnderTest

  constructor(v1: V1UnderTest, id: string) {
    this.#v1 = v1
    this.id = id
  }

  send(command: string, body: object = {}, headers: Record<string, string> = {}): Promise<Sent> {
    return this.#v1.post(`/v1/loans/${this.id}/${command}`, body, headers)
  }

  /** What it answers; it must be taken. */
  async must(command: string, body: object = {}): Promise<Sent['body']> {
    const { status, body: answer } = await this.send(command, body)
    if (status !== 200) throw new Error(`${command} ${status}: ${JSON.stringify(answer)}`)
    return answer
  }

  repay(transactionAmount: number, more: object = {}, headers: Record<string, string> = {}) {
    const body = { transactionDate: '2026-03-12', transactionAmount, ...more }
    return this.send('repayments', body, headers)
  }

  async now(): Promise<Sent['body']> {
    return (await this.#v1.get(`/v1/loans/${this.id}`)).body
  }
}
