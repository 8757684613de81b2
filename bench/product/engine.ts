import { deriveLoan } from '../../src/domain/engine/derive'
import { dueEvents } from '../../src/domain/engine/due/due'
import { generateSchedule } from '../../src/domain/engine/schedule/generate'
import { completeTerms } from '../../src/domain/engine/terms'
import type { LendingFact } from '../../src/domain/events/lending/lending-event'
import type { LoanTerms } from '../../src/domain/events/lending/loan-terms'
import { addDays } from '../../src/domain/values/calendar'
import { fact } from '../../test/support/lending-facts'
import type { Measurement } from '../measure'
import { median } from '../report/statistics'

const TIMES = 40
const DISBURSED_ON = '2020-01-31'
const LONGEST = 360
const INSTALLMENTS = 60
const EVENTS = 200

/** The loan engine by itself, in this process: no database and no workflow. */
export const engine: Measurement = {
  name: 'engine',
  what: 'the longest schedule and a loan of 200 events, derived; what is due on it',
  run() {
    const begin = performance.now()
    const live = eventsOf(termsOf(INSTALLMENTS))
    const loan = deriveLoan(live)
    const today = addDays(DISBURSED_ON, EVENTS)
    const figures = {
      'schedule of 360, ms': medianMs(() => scheduled(termsOf(LONGEST))),
      'derived from 200, ms': medianMs(() => deriveLoan(live)),
      'due on it, ms': medianMs(() => dueEvents(loan, live, today)),
    }
    const seconds = (performance.now() - begin) / 1000
    return Promise.resolve({ events: 3 * TIMES, seconds, figures })
  },
}

function medianMs(run: () => unknown): number {
  const times = Array.from({ length: TIMES }, () => {
    const begin = performance.now()
    run()
    return performance.now() - begin
  })
  return median(times)
}

function termsOf(numberOfRepayments: number): LoanTerms {
  return completeTerms({
    principal: '120000000',
    numberOfRepayments,
    interestRate: '18',
    ratePeriod: 'YEAR',
    interestCalculation: 'DAILY',
  })
}

function scheduled(terms: LoanTerms) {
  return generateSchedule(terms, {
    ...{ principal: BigInt(terms.principal), disbursedOn: DISBURSED_ON, exponent: 2 },
    charges: [
      {
        ...{ index: 0, time: 'INSTALLMENT', penalty: false, dueOn: null },
        rate: { percent: '1', of: 'AMOUNT' },
      },
    ],
  })
}

/** A payment on each day. */
function eventsOf(terms: LoanTerms): LendingFact[] {
  const amount = terms.principal
  const opened = [
    fact(1, 'SUBMIT', DISBURSED_ON, {
      ...{ customerId: 'C', customerActiveSince: null, product: { no: 1, code: 'P', version: 1 } },
      ...{ terms, charges: [], overdue: null, settlementRebate: false },
      ...{ submittedOn: DISBURSED_ON, expectedDisbursementOn: DISBURSED_ON },
    }),
    fact(2, 'APPROVE', DISBURSED_ON, { amount, expectedDisbursementOn: null }),
    fact(3, 'DISBURSE', DISBURSED_ON, { amount, vatRate: '0.18' }),
  ]
  const paid = Array.from({ length: EVENTS - opened.length }, (_, days) =>
    fact(opened.length + days + 1, 'REPAY', addDays(DISBURSED_ON, days), {
      ...{ amount: '700000', transfer: null },
    }),
  )
  return [...opened, ...paid]
}
