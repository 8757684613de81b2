import { createKeyPair } from '../../src/identity/key-pairs'
import type { Bench } from '../bench'
import { HttpSender } from './http-sender'
import { inParallel } from './in-parallel'
import { Lender, SENDERS } from './lender'

/** 12,000.00 in 24 monthly installments at 24 % a year, interest by the day on what is left. */
const TERMS = {
  ...{ productId: 1, principal: 12_000, numberOfRepayments: 24 },
  ...{ repaymentEvery: 1, repaymentFrequencyType: 2, interestRatePerPeriod: 24 },
  ...{ interestRateFrequencyType: 3, interestType: 0, interestCalculationPeriodType: 0 },
}

/** How long a command is waited for, in seconds; with 0 its answer is that it is durable. */
type Wait = 0 | 30

interface Submitted {
  id?: string
  /** Where it waits to be taken. */
  loanId?: string
}

/** A business whose loans live here, and its system, which commands them over `/v1`. */
export class OwnLender {
  /** What the business pushes, and when all of its loans are at rest. */
  readonly lender: Lender
  readonly #url: string
  readonly #sender: HttpSender
  readonly #customerId: string

  private constructor(lender: Lender, url: string, sender: HttpSender, customerId: string) {
    this.lender = lender
    this.#url = url
    this.#sender = sender
    this.#customerId = customerId
  }

  static async found(bench: Bench): Promise<OwnLender> {
    const lender = await Lender.found(bench)
    const scopes = ['lms:read', 'lms:write'] as const
    const { keyId, secret } = await createKeyPair(
      bench.database,
      lender.businessId,
      'bench',
      scopes,
    )
    const { url } = bench.stack
    const plain = new HttpSender()
    const asked = JSON.stringify({ keyId, secret })
    const { token } = JSON.parse(await plain.post(`${url}/api/generate-token`, asked)) as {
      token: string
    }
    plain.close()
    const sender = new HttpSender({ Authorization: `Bearer ${token}` })
    const customer = { firstname: 'Amani', lastname: 'Mwakalinga', active: true }
    const body = JSON.stringify({ ...customer, activationDate: firstOfMonth() })
    const { id } = JSON.parse(await sender.post(`${url}/v1/customers`, body)) as { id: string }
    return new OwnLender(lender, url, sender, id)
  }

  /** New loans, approved but not paid out; their numbers. */
  async approvedLoans(count: number): Promise<string[]> {
    const day = firstOfMonth()
    const numbers: string[] = []
    await inParallel(Array(count).keys(), SENDERS, async () => {
      const dates = { submittedOnDate: day, expectedDisbursementDate: day }
      const asked = { customerId: this.#customerId, ...TERMS, ...dates }
      // It may have been taken already.
      const { id, loanId = id ?? '' } = await this.#post<Submitted>('/v1/loans', asked, 0)
      // Said, since the loan may not know it yet.
      const approved = { approvedOnDate: day, approvedLoanAmount: TERMS.principal }
      await this.#command(loanId, 'approve', approved, 0)
      numbers.push(loanId)
    })
    await this.lender.settled()
    return numbers
  }

  /** New loans that were paid out on the first of the month; their numbers. */
  async activeLoans(count: number): Promise<string[]> {
    const loans = await this.approvedLoans(count)
    await inParallel(loans, SENDERS, (loan) => this.disburse(loan, 0))
    await this.lender.settled()
    return loans
  }

  disburse(loan: string, wait: Wait = 30): Promise<void> {
    return this.#command(loan, 'disburse', { actualDisbursementDate: firstOfMonth() }, wait)
  }

  /** Too little to end the loan, however often. */
  repay(loan: string, wait: Wait = 30): Promise<void> {
    const body = { transactionDate: firstOfMonth(), transactionAmount: 7 }
    return this.#command(loan, 'repayments', body, wait)
  }

  async read(loan: string): Promise<void> {
    await this.#sender.get(`${this.#url}/v1/loans/${loan}`)
  }

  close(): void {
    this.#sender.close()
    this.lender.close()
  }

  async #command(loan: string, command: string, body: object, wait: Wait): Promise<void> {
    const answer = await this.#post<{ status?: string }>(`/v1/loans/${loan}/${command}`, body, wait)
    if (wait > 0 && answer.status === 'QUEUED') throw new Error('waited for, and is QUEUED')
  }

  async #post<Answer>(path: string, body: object, wait: Wait): Promise<Answer> {
    const headers = { Prefer: `wait=${wait}` }
    return JSON.parse(
      await this.#sender.post(this.#url + path, JSON.stringify(body), headers),
    ) as Answer
  }
}

/** The first of this month: what accrues until its end is one month's. */
function firstOfMonth(): string {
  return `${new Date().toISOString().slice(0, 7)}-01`
}
