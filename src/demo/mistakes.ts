import { addDays } from '../domain/values/calendar'
import type { CivilMonth } from '../domain/values/calendar'
import type { Bodies } from './bodies'
import { failed, refused, type RowList } from './rows'
import { MAJOR, type Terms } from './terms'

interface Scene {
  rows: RowList
  bodies: Bodies
  terms: Terms
  /** Whose revenue was the last row. */
  month: CivilMonth
  year: number
}

/** What a sender does wrong, or twice. Each comes right behind a loan's first revenue. */
const MISTAKES: readonly ((scene: Scene) => void)[] = [
  ({ rows }) => rows.repeatLast(true),
  ({ rows, bodies, terms }) => {
    const body = { ...bodies.repayment(smallPayment(terms)), loanId: 'LN-UNKNOWN' }
    rows.add('REPAYMENT', body, refused('ORDER_VIOLATION'))
  },
  ({ rows, bodies, month }) => {
    const body = { ...bodies.revenue(month, 7_000n * MAJOR), customerId: 'C-OTHER' }
    rows.add('REVENUE_REPORT', body, refused('CUSTOMER_MISMATCH'))
  },
  ({ rows, bodies, month }) => {
    const body = bodies.revenue(month, 7_777n * MAJOR)
    rows.add('REVENUE_REPORT', body, refused('DUPLICATE_REVENUE_MONTH'))
  },
  ({ rows }) => {
    rows.repeatLast(false)
    rows.repeatLast(true)
  },
  ({ rows, bodies, terms }) => {
    const body = { ...bodies.repayment(smallPayment(terms)), repaymentPrincipal: '-1.005' }
    rows.add('REPAYMENT', body, refused('VALIDATION_FAILED'))
    const nothing = { repaymentPrincipal: '0', repaymentInterest: '0', repaymentDate: '31/01/2025' }
    rows.add('REPAYMENT', { ...body, ...nothing }, refused('VALIDATION_FAILED'))
  },
  ({ rows, bodies, terms }) => {
    const body = bodies.disbursement({ ...terms, principal: terms.principal * 2n })
    rows.add('DISBURSEMENT', body, refused('ALREADY_DISBURSED'))
  },
  ({ rows, bodies, terms, year }) => {
    const body = bodies.repayment({ ...smallPayment(terms), date: `${year + 100}-01-01` })
    rows.add('REPAYMENT', body, refused('DATE_IN_FUTURE'))
  },
  ({ rows, bodies, terms }) => {
    const body = bodies.repayment({
      ...smallPayment(terms),
      date: addDays(terms.disbursedOn, -1),
    })
    rows.add('REPAYMENT', body, failed('DATE_BEFORE_DISBURSEMENT'))
  },
  ({ rows, bodies, terms }) =>
    rows.reuseLastKey('REPAYMENT', bodies.repayment(smallPayment(terms))),
  () => undefined,
]

/** Every loan has its turn of the mistakes, one of them being none. */
export function makeMistake(loan: number, scene: Scene): void {
  MISTAKES[(loan - 1) % MISTAKES.length]?.(scene)
}

function smallPayment({ disbursedOn }: Terms) {
  return { date: disbursedOn, principal: 1_000n * MAJOR, interest: 0n, fee: 0n, feeName: '' }
}
