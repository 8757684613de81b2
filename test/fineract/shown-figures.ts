import type { Sent } from '../api/api-under-test'
import type { FineractLoan, Story, StoryState } from './cases'
import { minor } from './terms'
import { balances, figuresOf, nameOf, sums, theirs, TOTALS } from './story-figures'

type Shown = Sent['body']
const PARTS = ['principal', 'interest', 'fees', 'penalties'] as const

/** A loan as `/v1` shows it, in the figures that a story has. */
export function shown(answer: Shown, loan: FineractLoan) {
  const money = (value: unknown) => minor(plain(Number(value)), loan)
  const { summary, feesDueAtDisbursement } = answer
  const isDisbursed = answer.timeline.disbursedOnDate !== null
  const totals: Record<string, bigint> = {
    ...of(PARTS, (part) => [`${part}Outstanding`, money(answer[`${part}Outstanding`])]),
    overpaid: money(answer.overpaidAmount),
    ...of(PARTS, (part) => [`${part}Paid`, money(summary[`${part}Paid`])]),
    feesPaid: money(summary.feesPaid) + money(feesDueAtDisbursement),
    ...of(PARTS.slice(1), (part) => [`${part}Waived`, money(summary[`${part}Waived`])]),
  }
  const live = answer.transactions.filter((row: Shown) => row.reversed === false)
  return {
    status: answer.status as string,
    totals: isDisbursed ? totals : null,
    installments: answer.schedule.map((row: Shown) =>
      [
        ...[row.period, row.dueDate],
        ...PARTS.map((part) =>
          ['', 'Paid', 'Outstanding'].map((end) => money(row[`${part}${end}`])).join('/'),
        ),
        row.obligationsMetOnDate ?? '-',
      ].join(' '),
    ) as string[],
    transactions: sums(
      live.map((row: Shown) => ({
        key: `${row.date} ${row.type}`,
        figures: figuresOf(
          row.type as string,
          ['amount', ...PARTS, 'overpaymentPortion'].map((name) => money(row[name])),
        ),
      })),
    ),
    balances: balances(
      live
        .filter((row: Shown) => row.amount > 0)
        .map((row: Shown) => [row.date, row.type, money(row.principalAfter)]),
    ),
    charges: answer.charges
      .toSorted((one: Shown, other: Shown) => Number(one.id) - Number(other.id))
      .map((row: Shown) =>
        [row.amountDue, row.amountPaid, row.amountWaived, row.amountOutstanding]
          .map(money)
          .join(' '),
      ) as string[],
    reversed: answer.transactions
      .filter((row: Shown) => row.reversed === true && row.replacedBy === null)
      .map((row: Shown) => `${row.date} ${row.type} ${money(row.amount)}`)
      .toSorted() as string[],
  }
}

/** The same of a story. */
export function told(state: StoryState, story: Story) {
  const figures = theirs(state, story)
  const figure = (value: unknown) => minor(String(value), story.loan)
  return {
    ...figures,
    totals: figures.totals && of(TOTALS, (name) => [name, figures.totals?.[name] ?? 0n]),
    installments: (state.installments ?? []).map((row) => {
      const at = (column: number) => figure(row[column])
      const part = (owed: bigint, paid: bigint, ...gone: bigint[]) =>
        [owed, paid, gone.reduce((left, one) => left - one, owed - paid)].join('/')
      const three = [6, 10, 14].map((from) =>
        part(at(from), at(from + 1), at(from + 2), at(from + 3)),
      )
      return [row[0], row[2], part(at(3), at(4), at(5)), ...three, row[19] ?? '-'].join(' ')
    }),
    charges: (state.charges ?? []).map((row) =>
      [5, 6, 7, 9].map((at) => figure(row[at])).join(' '),
    ),
    reversed: (state.transactions ?? [])
      .filter((row) => row[1] !== 'Accrual' && row[11] === true)
      .map((row) => `${String(row[2])} ${nameOf(String(row[1]))} ${figure(row[3])}`)
      .toSorted(),
  }
}

export function shownDays({ timeline }: Shown) {
  return {
    ...{ submittedOn: timeline.submittedOnDate, approvedOn: timeline.approvedOnDate },
    ...{ disbursedOn: timeline.disbursedOnDate, rejectedOn: timeline.rejectedOnDate },
    ...{ withdrawnOn: timeline.withdrawnOnDate },
    expectedMaturityOn: timeline.expectedMaturityDate,
  }
}

export function shownEnd({ timeline }: Shown) {
  return { closedOn: timeline.closedOnDate, overpaidOn: timeline.overpaidOnDate }
}

function of<Name extends string>(
  names: readonly Name[],
  entry: (name: Name) => readonly [string, bigint],
): Record<string, bigint> {
  return Object.fromEntries(names.map(entry))
}

function plain(value: number): string {
  return value.toString().includes('e') ? value.toFixed(3) : value.toString()
}
