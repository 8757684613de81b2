import type { LoanRef } from '../../src/contract/loan-ref'
import { accrual } from '../../src/domain/engine/due/due-event'
import type { DueEvent } from '../../src/domain/engine/due/due-event'
import type { StagedContext } from '../../src/domain/events/staged-context'
import type { LoanTerms } from '../../src/domain/events/lending/loan-terms'
import { addChargeCommand, datedCommand, submitCommand } from '../../src/stream/command-request'
import type { Application, Commanded, DatedKind } from '../../src/stream/command-request'
import { reversalCommand } from '../../src/stream/reversal-request'
import type { AskedReversal } from '../../src/stream/reversal-request'
import type { CommandRequest } from '../../src/stream/stage-request'

/** 10,000.00 for seven monthly installments at 11 % for the whole term, flat. */
export const TERMS: LoanTerms = {
  principal: '1000000',
  numberOfRepayments: 7,
  repaymentEvery: 1,
  repaymentUnit: 'MONTHS',
  loanTerm: 7,
  loanTermUnit: 'MONTHS',
  interestRate: '11',
  ratePeriod: 'WHOLE_TERM',
  interestType: 'FLAT',
  amortization: 'EQUAL_INSTALLMENTS',
  interestCalculation: 'SAME_AS_REPAYMENT_PERIOD',
  partialPeriods: false,
  daysInYear: 'ACTUAL',
  daysInMonth: 'ACTUAL',
  graceOnPrincipal: 0,
  graceOnInterestPayment: 0,
  interestFreePeriods: 0,
  firstRepaymentOn: null,
  installmentMultiple: null,
  strategy: 'mifos-standard-strategy',
}

const TODAY = '2025-03-31'

/** Commands for one loan of our own LMS. */
export class LendingRequests {
  readonly ref: LoanRef
  readonly customerId: string
  readonly #today: string

  constructor(ref: LoanRef, customerId = 'C-1', today = TODAY) {
    this.ref = ref
    this.customerId = customerId
    this.#today = today
  }

  submit(
    given: Partial<Application> & { note?: string } = {},
    extras: Partial<CommandRequest> = {},
  ): CommandRequest {
    const { note = null, ...said } = given
    const application = {
      ...{ customerId: this.customerId, product: { no: 1, code: 'STANDARD', version: 1 } },
      ...{ terms: TERMS, charges: [], overdue: null, settlementRebate: false },
      ...{ submittedOn: '2025-01-10', expectedDisbursementOn: '2025-01-10' },
      ...{ namesLoan: true, customerName: null, opensCustomer: false },
      ...said,
    }
    const request = submitCommand(this.#commanded(), application, { note, chargeNames: [] })
    return { ...request, ...extras }
  }

  dated<Kind extends DatedKind>(
    kind: Kind,
    said: Parameters<typeof datedCommand<Kind>>[2],
    words: Parameters<typeof datedCommand<Kind>>[3],
    extras: Partial<CommandRequest> = {},
  ): CommandRequest {
    return { ...datedCommand(kind, this.#commanded(), said, words), ...extras }
  }

  repay(amount: string, extras: Partial<CommandRequest> = {}): CommandRequest {
    const said = { date: '2025-02-10', amount, transfer: null }
    return this.dated('REPAY', said, { note: 'paid by Neema at the counter' }, extras)
  }

  fee(amount: string): CommandRequest {
    const charge = { index: 0, time: 'DUE_DATE', penalty: false, dueOn: '2025-02-20' } as const
    return addChargeCommand(
      this.#commanded(),
      { ...charge, rate: { amount } },
      { chargeName: 'Letter' },
    )
  }

  reversal(eventId: string, given: Partial<AskedReversal> = {}): CommandRequest {
    const asked = { eventId, reason: 'typed twice', reversalDate: null, cascade: false, ...given }
    const { loan, context, sender } = this.#commanded()
    return reversalCommand(loan, asked, context, sender)
  }

  /** What the clock makes of the loan at the end of a month. */
  accrual(through: string): DueEvent {
    return accrual('INTEREST', through)
  }

  get context(): StagedContext {
    return this.#commanded().context
  }

  #commanded(): Commanded {
    return {
      loan: this.ref,
      context: {
        today: this.#today,
        exponent: 2,
        closedThrough: null,
        accounts: { '1101': '1999' },
      },
      sender: { sentBy: 'test', idempotencyKey: null },
    }
  }
}
