import type { LoanRef } from '../../src/contract/loan-ref'
import { embeddedPass } from '../../src/steps/at-once'
import type { Database } from '../../src/platform/database'
import { createLogger } from '../../src/platform/logger'
import { createIntake } from '../../src/stream/create-intake'
import { StageQueue } from '../../src/stream/stage-queue'
import type { StageRequest } from '../../src/stream/stage-request'
import { verifyBooks } from '../../src/verify/verify-books'
import { startApiUnderTest } from '../../test/api/api-under-test'
import type { ApiUnderTest } from '../../test/api/api-under-test'
import { LoanRequests } from '../../test/support/loan-requests'
import { copiedLoanId } from './book'
import type { Operation } from './compare'
import type { BookName, TwoBooks } from './two-books'

export interface Sizes {
  /** Loans by place that both books have; each is posted to and read once. */
  measured: readonly number[]
  rounds: number
  smallLenders: number
}

export interface Measured {
  operations: Operation[]
  close(): Promise<void>
}

/** What has to stay as fast as on an empty book. */
export async function startOperations(
  { seed, books }: TwoBooks,
  { measured, rounds, smallLenders }: Sizes,
): Promise<Measured> {
  const apis: Record<BookName, ApiUnderTest> = {
    empty: await startApi(books.empty),
    large: await startApi(books.large),
  }
  const times = Math.floor(measured.length / (rounds + 1))
  const loanAt = (place: number): LoanRef => ({
    businessId: seed.lenderId,
    loanId: copiedLoanId(measured[place] ?? 0),
  })
  const operations: Operation[] = [
    {
      ...{ name: 'GET /lms-integration/loans/{id}', times, units: 1 },
      async run(book, place) {
        const path = `/lms-integration/loans/${loanAt(place).loanId}`
        const { status } = await apis[book].get(path, { 'X-LMS-API-Key': seed.apiKey })
        if (status !== 200) throw new Error(`GET ${path} gave ${status}`)
      },
    },
    {
      ...{ name: 'post a new loan’s disbursement', times, units: 1 },
      run(book, place) {
        const requests = new LoanRequests({ businessId: seed.lenderId, loanId: `NEW-${place}` })
        const customerId = `NEW-${place}`
        return post(books[book], requests.disbursement({ customerId, adminFee: '50000' }))
      },
    },
    {
      ...{ name: 'post a loan’s next event', times, units: 1 },
      run(book, place) {
        const loan = loanAt(place)
        const customerId = customerOf(loan)
        const given = { customerId, principal: '30000', interest: '70000', date: '2025-05-02' }
        return post(books[book], new LoanRequests(loan).repayment(given))
      },
    },
    {
      ...{ name: 'verify, for one loan of a lender', times: 3, units: smallLenders },
      async run(book) {
        const report = await verifyBooks(books[book], { businessId: seed.smallLenderId })
        if (!report.proven || report.loans !== smallLenders) throw new Error('not proven')
      },
    },
  ]
  return {
    operations,
    async close() {
      for (const api of Object.values(apis)) await api.close()
    },
  }
}

/** Stages an event and takes it through both steps of the saga. */
export async function post(database: Database, request: StageRequest): Promise<void> {
  const staged = await new StageQueue(database).stage(request)
  if (staged.status !== 'STAGED') throw new Error(JSON.stringify(staged))
  const { accounting } = await embeddedPass(database)(request)
  if (accounting?.outcomes[0]?.status !== 'POSTED') throw new Error(JSON.stringify(accounting))
}

/** The customer of a loan that was copied. */
export function customerOf({ loanId }: LoanRef): string {
  return `C-${Number(loanId.replace('LN-', ''))}`
}

function startApi(database: Database): Promise<ApiUnderTest> {
  const logger = createLogger({ level: 'silent', format: 'json' }, 'bench')
  const nobody = {
    signal: () => Promise.resolve(),
    process: () => Promise.reject(new Error('nobody waits here')),
  }
  const intake = createIntake({ database, teller: nobody, logger })
  return startApiUnderTest({ on: { database, intake } })
}
