import type {
  DerivedLoan,
  Installment,
  Portions,
  SplitType,
} from '../../src/domain/engine/derived-loan'
import type { FineractLoan, Story, StoryState } from './cases'
import { minor } from './terms'
import { STATUSES } from './told-story'

type Cells = readonly (string | boolean | null)[]

/** A loan of ours in the figures that a story has. */
export function ours(loan: DerivedLoan) {
  return {
    status: loan.status,
    totals: loan.principal.disbursed === null ? null : totalsOf(loan),
    installments: loan.schedule.map(installmentOf),
    transactions: transactionsOf(loan),
    balances: balances(
      loan.splits
        .filter(({ type, amount }) => SHOWN.includes(type) && amount > 0n)
        .map(({ date, type, principalAfter }) => [date, type, principalAfter] as const),
    ),
    // There in the order in which they were made.
    charges: loan.charges
      .toSorted((one, other) => one.eventId.localeCompare(other.eventId))
      .map(({ amount, paid, waived }) => [amount, paid, waived].join(' ')),
  }
}

/** A loan that was closed by paying out its credit has no maturity there; ours has the day. */
export function daysOf({ timeline: { closedOn, overpaidOn } }: DerivedLoan) {
  return { closedOn, overpaidOn }
}

export function theirDays({ dates }: StoryState) {
  return { closedOn: dates?.['closed'] ?? null, overpaidOn: dates?.['overpaid'] ?? null }
}

export function lifecycleOf({ timeline }: DerivedLoan) {
  const { submittedOn, approvedOn, disbursedOn, rejectedOn, withdrawnOn } = timeline
  const { expectedMaturityOn } = timeline
  return { submittedOn, approvedOn, disbursedOn, rejectedOn, withdrawnOn, expectedMaturityOn }
}

export function theirLifecycle({ dates }: StoryState) {
  const day = (name: string) => dates?.[name] ?? null
  return {
    ...{
      submittedOn: day('submitted'),
      approvedOn: day('approved'),
      disbursedOn: day('disbursed'),
    },
    ...{ rejectedOn: day('rejected'), withdrawnOn: day('withdrawn') },
    expectedMaturityOn: day('expectedMaturity'),
  }
}

function totalsOf({ totals }: DerivedLoan) {
  const { outstanding, paid, waived } = totals
  return {
    principalOutstanding: outstanding.principal,
    interestOutstanding: outstanding.interest,
    feesOutstanding: outstanding.fees,
    penaltiesOutstanding: outstanding.penalties,
    overpaid: totals.overpaid,
    principalPaid: paid.principal,
    interestPaid: paid.interest,
    feesPaid: paid.fees + totals.feesAtDisbursement,
    penaltiesPaid: paid.penalties,
    interestWaived: waived.interest,
    feesWaived: waived.fees,
    penaltiesWaived: waived.penalties,
  }
}

function installmentOf(row: Installment): string {
  const { owed, paid, waived, writtenOff } = row
  const part = (of: keyof Portions) => [owed[of], paid[of], waived[of], writtenOff[of]].join('/')
  return `${row.no} ${row.due} ${part('principal')} ${part('interest')} ${part('fees')} ${part('penalties')} ${row.obligationsMetOn ?? '-'}`
}

const SHOWN: readonly SplitType[] = [
  ...(['Disbursement', 'Repayment (at time of disbursement)', 'Repayment'] as const),
  ...([
    'Waive interest',
    'Waive loan charges',
    'Write-Off',
    'Refund',
    'Credit Balance Refund',
  ] as const),
]

/** Of one day and type the sum: there two of a day can swap their splits when they are replayed. */
function transactionsOf({ splits }: DerivedLoan): string[] {
  return sums(
    splits
      .filter(({ type }) => SHOWN.includes(type))
      .map((split) => ({
        key: `${split.date} ${split.type}`,
        figures: figuresOf(split.type, [
          split.amount,
          split.principal,
          split.interest,
          split.fees,
          split.penalties,
          split.overpayment,
        ]),
      })),
  )
}

export const TOTALS: readonly string[] = [
  ...['principalOutstanding', 'interestOutstanding', 'feesOutstanding', 'penaltiesOutstanding'],
  ...['overpaid', 'principalPaid', 'interestPaid', 'feesPaid', 'penaltiesPaid'],
  ...['interestWaived', 'feesWaived', 'penaltiesWaived'],
]

export function theirs(state: StoryState, story: Story) {
  const loan = story.loan
  const totals = state.totals
  const figure = (name: string) => minor(totals?.[name] ?? '0', loan)
  return {
    status: STATUSES[state.status[1]] ?? state.status[1],
    totals:
      totals === undefined || !['300', '600', '601', '700'].includes(state.status[0])
        ? null
        : Object.fromEntries(TOTALS.map((name) => [name, figure(name)])),
    installments: (state.installments ?? []).map((row) => theirInstallment(row, loan)),
    transactions: sums(
      (state.transactions ?? [])
        .filter((row) => row[1] !== 'Accrual' && row[11] === false)
        .map((row) => ({
          key: `${String(row[2])} ${nameOf(String(row[1]))}`,
          figures: figuresOf(
            String(row[1]),
            [3, 4, 5, 6, 7, 8].map((column) => minor(String(row[column]), loan)),
          ),
        })),
    ),
    balances: balances(
      (state.transactions ?? [])
        .filter((row) => row[1] !== 'Accrual' && row[11] === false && Number(row[3]) > 0)
        .map((row) => [String(row[2]), String(row[1]), minor(String(row[10]), loan)]),
    ),
    charges: (state.charges ?? []).map((row) =>
      [5, 6, 7].map((column) => minor(String(row[column]), loan)).join(' '),
    ),
  }
}

function theirInstallment(row: Cells, loan: FineractLoan): string {
  const figure = (column: number) => minor(String(row[column]), loan)
  return `${row[0]} ${row[2]} ${figure(3)}/${figure(4)}/0/${figure(5)} ${[6, 7, 8, 9].map(figure).join('/')} ${[10, 11, 12, 13].map(figure).join('/')} ${[14, 15, 16, 17].map(figure).join('/')} ${row[19] ?? '-'}`
}

export function nameOf(type: string): string {
  return type === 'Close (as written-off)' ? 'Write-Off' : type
}

/**
 * The principal at the end of each day that has one transaction: of several the order can differ. A
 * refund lowers it there, instead of raising it.
 */
export function balances(
  rows: readonly (readonly [date: string, type: string, principal: bigint])[],
): string[] {
  const refunded = rows.find(([, type]) => type === 'Refund')?.[0] ?? '9999-12-31'
  return rows
    .filter(([date]) => date < refunded && rows.filter((other) => other[0] === date).length === 1)
    .map(([date, , principal]) => `${date} ${principal}`)
    .toSorted()
}

/** There a waived charge that was not accrued yet is of no portion; the totals tell what it was. */
export function figuresOf(type: string, figures: readonly bigint[]): readonly bigint[] {
  return type === 'Waive loan charges' ? figures.slice(0, 1) : figures
}

export function sums(rows: readonly { key: string; figures: readonly bigint[] }[]): string[] {
  const byKey = new Map<string, bigint[]>()
  for (const { key, figures } of rows) {
    const sum = byKey.get(key) ?? figures.map(() => 0n)
    byKey.set(
      key,
      figures.map((figure, index) => figure + (sum[index] ?? 0n)),
    )
  }
  return [...byKey].map(([key, figures]) => `${key} ${figures.join(' ')}`).toSorted()
}
