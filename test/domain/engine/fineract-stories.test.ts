import type {
  DerivedLoan,
  Installment,
  Portions,
  SplitType,
} from '../../../src/domain/engine/derived-loan'
import { sayable, stories } from '../../fineract/cases'
import type { FineractLoan, Story, StoryState } from '../../fineract/cases'
import { minor } from '../../fineract/terms'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import { STATUSES, ToldStory } from '../../fineract/told-story'
import type { ToldStep } from '../../fineract/told-story'

type Cells = readonly (string | boolean | null)[]

describe('stories of loans as Apache Fineract told them', () => {
  const told = stories().filter((story) => sayable(story.loan) && story.unstable !== true)
  it.each(told.map((story) => [story.id, story] as const))('%s', (_id, story) => {
    const lastStep = Number(story.todaySteps?.[0] ?? Infinity) - 1
    const days = new SettledDays()
    for (const told of new ToldStory(story).steps()) {
      const { step, action, loan, state } = told
      if (step > lastStep || beginsToDiffer(told)) return
      const where = `${story.id} ${step} ${action}`
      const [our, their] = [ours(loan), theirs(state, story)]
      // The schedule of a disbursal that was undone stays there; ours is that of the expected day.
      if (action === 'undodisbursal') their.installments = our.installments
      expect({ where, ...our }).toEqual({ where, ...their })
      if (days.areAlike(told)) {
        expect({ where, ...daysOf(loan) }).toEqual({ where, ...theirDays(state) })
      }
    }
  })
})

/** From here on ours differs on purpose: later steps stand on it. */
function beginsToDiffer({ action, loan, state, live }: ToldStep): boolean {
  // A charge on a loan that is over is refused here; there it is taken.
  if (action === 'addCharge' && ['400', '500', '601'].includes(state.status[0])) return true
  if (!addsUp(state)) return true
  // Of one day, what is replayed there goes behind what is not: a payout before what it pays out.
  if (action === 'repayment' && sharesItsDay(live, 'CREDIT_REFUND')) return true
  // A charge after maturity on an overpaid loan stands beside the credit there; ours is paid from it.
  if (action === 'addCharge' && state.status[0] === '700') {
    const last = loan.schedule.at(-1)
    if (last?.owed.principal === 0n) return true
  }
  // A waiver of a charge that is undone stays there; ours brings the charge back.
  if (action === 'undo' && waiverIsGone(loan, state)) return true
  // A payment dated back shortened a waiver of interest, and was undone: there it stays short.
  return action === 'undo' && [...live.values()].some((event) => isShortThere(event, loan, state))
}

/** There some charges of a loan get lost from its installments, or come twice. */
function addsUp({ installments = [], charges = [] }: StoryState): boolean {
  const owed = installments.reduce((sum, row) => sum + Number(row[10]) + Number(row[14]), 0)
  const charged = charges
    .filter((row) => row[1] !== '1')
    .reduce((sum, row) => sum + Number(row[5]), 0)
  return Math.abs(owed - charged) < 0.0005
}

function sharesItsDay(live: ReadonlyMap<string, LendingFact>, kind: LendingFact['kind']): boolean {
  const events = [...live.values()]
  const days = events.filter((event) => event.kind === kind).map((event) => event.effectiveDate)
  return events.some((event) => event.kind === 'REPAY' && days.includes(event.effectiveDate))
}

function waiverIsGone({ totals }: DerivedLoan, state: StoryState): boolean {
  const theirs =
    Number(state.totals?.['feesWaived'] ?? 0) + Number(state.totals?.['penaltiesWaived'] ?? 0)
  return theirs > 0 && totals.waived.fees + totals.waived.penalties === 0n
}

function isShortThere(event: LendingFact, loan: DerivedLoan, state: StoryState): boolean {
  if (event.kind !== 'WAIVE_INTEREST') return false
  const ours = loan.splits.find(({ eventId }) => eventId === event.eventId)?.amount ?? 0n
  const theirs = (state.transactions ?? []).filter(
    (row) => row[1] === 'Waive interest' && row[2] === event.effectiveDate && row[11] === false,
  )
  return theirs.some(({ 3: amount }) => Number(amount) < Number(ours) / 10 ** loan.exponent)
}

/**
 * There a loan is settled on the day of the command that was sent last; ours on the day on which the
 * money settled it. They are one where a command in order of date changes the status.
 */
class SettledDays {
  #status = ''
  #days = ''
  #alike = true

  areAlike({ action, state, loan, live }: ToldStep): boolean {
    const days = JSON.stringify(state.dates)
    if (state.status[0] !== this.#status) {
      this.#alike =
        !['undo', 'adjust', 'addCharge', 'waiveCharge'].includes(action) && isInOrder(live)
    } else if (days !== this.#days) this.#alike = false
    ;[this.#status, this.#days] = [state.status[0], days]
    return this.#alike && loan.principal.disbursed !== null
  }
}

function isInOrder(live: ReadonlyMap<string, LendingFact>): boolean {
  const events = [...live.values()]
  const last = events.at(-1)?.effectiveDate ?? ''
  return events.every(({ kind, effectiveDate }) => kind === 'ADD_CHARGE' || effectiveDate <= last)
}

function ours(loan: DerivedLoan) {
  return {
    status: loan.status,
    totals: loan.principal.disbursed === null ? null : totalsOf(loan),
    installments: loan.schedule.map(installmentOf),
    transactions: transactionsOf(loan),
    charges: loan.charges.map(({ amount, paid, waived }) => [amount, paid, waived].join(' ')),
  }
}

/** A loan that was closed by paying out its credit has no maturity there; ours has the day. */
function daysOf({ timeline: { closedOn, overpaidOn } }: DerivedLoan) {
  return { closedOn, overpaidOn }
}

function theirDays({ dates }: StoryState) {
  return { closedOn: dates?.['closed'] ?? null, overpaidOn: dates?.['overpaid'] ?? null }
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
        figures: [
          split.amount,
          split.principal,
          split.interest,
          split.fees,
          split.penalties,
          split.overpayment,
        ],
      })),
  )
}

function theirs(state: StoryState, story: Story) {
  const loan = story.loan
  const totals = state.totals
  const figure = (name: string) => minor(totals?.[name] ?? '0', loan)
  return {
    status: STATUSES[state.status[1]] ?? state.status[1],
    totals:
      totals === undefined || !['300', '600', '601', '700'].includes(state.status[0])
        ? null
        : Object.fromEntries(
            [
              ...[
                'principalOutstanding',
                'interestOutstanding',
                'feesOutstanding',
                'penaltiesOutstanding',
              ],
              ...['overpaid', 'principalPaid', 'interestPaid', 'feesPaid', 'penaltiesPaid'],
              ...['interestWaived', 'feesWaived', 'penaltiesWaived'],
            ].map((name) => [name, figure(name)]),
          ),
    installments: (state.installments ?? []).map((row) => theirInstallment(row, loan)),
    transactions: sums(
      (state.transactions ?? [])
        .filter((row) => row[1] !== 'Accrual' && row[11] === false)
        .map((row) => ({
          key: `${String(row[2])} ${nameOf(String(row[1]))}`,
          figures: [3, 4, 5, 6, 7, 8].map((column) => minor(String(row[column]), loan)),
        })),
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

function nameOf(type: string): string {
  return type === 'Close (as written-off)' ? 'Write-Off' : type
}

function sums(rows: readonly { key: string; figures: readonly bigint[] }[]): string[] {
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
