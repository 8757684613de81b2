import { strict as assert } from 'node:assert'

import type { DerivedLoan, Portions, Split } from '../../../src/domain/engine/derived-loan'
import { dueEvents, nextWake } from '../../../src/domain/engine/due/due'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import { addDays } from '../../../src/domain/values/calendar'
import { minorOf } from '../answers'
import { vatOf } from '../request'
import type { ModelledLoan } from './check-exchanges'
import type { ShownLoan } from './own-door'

/** A settled loan against the rules, and its accounts against arithmetic that knows no rule. */
export function checkOwnLoan(
  { recorded, model }: ModelledLoan,
  shown: ShownLoan | undefined,
  today: string,
): void {
  const { no, events, balances, dueOn } = recorded
  assert.deepEqual(
    events.map(({ seq, kind, status, code, reversedBy }) => [seq, kind, status, code, reversedBy]),
    events.map(({ seq, kind, eventId }) => {
      const outcome = model.outcomes.get(eventId)
      return [seq, kind, outcome?.status, outcome?.code, outcome?.reversedBy]
    }),
    `the outcomes of loan ${no}`,
  )
  const { loan, live } = model
  if (loan === null || shown === undefined) {
    assert.deepEqual([loan, shown], [null, undefined], `loan ${no}`)
    return
  }
  assert.deepEqual(shownFigures(shown), derivedFigures(loan), `the figures of loan ${no}`)
  assert.deepEqual(
    shown.transactions
      .filter(({ reversed }) => !reversed)
      .map(shownTransaction)
      .toSorted(),
    loan.splits.filter(isSomebodys).map(derivedTransaction).toSorted(),
    `the transactions of loan ${no}`,
  )
  assert.deepEqual(dueEvents(loan, live, today), [], `loan ${no} is behind`)
  const wake = nextWake(loan, live, today)
  assert.equal(dueOn, wake && addDays(wake.after, 1), `what is next due on loan ${no}`)
  assert.deepEqual(
    Object.fromEntries(Object.entries(accounts(loan, live)).filter(([, sum]) => sum !== 0n)),
    Object.fromEntries(
      Object.entries(balances)
        .filter(([account]) => account in accounts(loan, live))
        .map(([account, sum]) => [account, BigInt(sum)]),
    ),
    `the accounts of loan ${no}`,
  )
}

const PORTIONS = ['principal', 'interest', 'fees', 'penalties'] as const

function shownFigures(shown: ShownLoan): unknown[] {
  const { status, overpaidAmount, summary, timeline } = shown
  return [
    ...[status, minorOf(overpaidAmount), timeline.closedOnDate, timeline.overpaidOnDate],
    ...PORTIONS.map((portion) => minorOf(shown[`${portion}Outstanding`])),
    ...['Paid', 'Waived', 'WrittenOff'].flatMap((what) =>
      PORTIONS.map((portion) => minorOf(summary[`${portion}${what}`])),
    ),
  ]
}

function derivedFigures({ status, totals, timeline }: DerivedLoan): unknown[] {
  const all = (portions: Portions) => PORTIONS.map((portion) => portions[portion])
  return [
    ...[status, totals.overpaid, timeline.closedOn, timeline.overpaidOn],
    ...[totals.outstanding, totals.paid, totals.waived, totals.writtenOff].flatMap(all),
  ]
}

function shownTransaction(shown: ShownLoan['transactions'][number]): string {
  const { principal, interest, fees, penalties, overpaymentPortion } = shown
  const figures = [shown.amount, principal, interest, fees, penalties, overpaymentPortion]
  return [shown.type, shown.date, ...figures.map(minorOf)].join(' ')
}

function derivedTransaction(split: Split): string {
  const { type, date, amount, principal, interest, fees, penalties, overpayment } = split
  return [type, date, amount, principal, interest, fees, penalties, overpayment].join(' ')
}

function isSomebodys({ type }: Split): boolean {
  return type !== 'Accrual' && type !== 'Overdue penalty'
}

/** What cash, clearing, principal, VAT and credit must come to by the commands that stand. */
function accounts({ totals }: DerivedLoan, live: readonly LendingFact[]): Record<string, bigint> {
  let [cash, clearing] = [0n, 0n]
  const fees = totals.feesAtDisbursement
  const isPaidOut = live.some(({ kind }) => kind === 'DISBURSE')
  const vat = isPaidOut ? vatOf(fees) : 0n
  for (const event of live) {
    const amount = 'amount' in event.payload ? BigInt(event.payload.amount) : 0n
    if (event.kind === 'DISBURSE') cash -= amount - fees - vat
    if (event.kind === 'REFUND' || event.kind === 'CREDIT_REFUND') cash -= amount
    if (event.kind === 'CREDIT_OUT') clearing -= amount
    if (event.kind === 'REPAY' && event.payload.transfer === null) cash += amount
    if (event.kind === 'REPAY' && event.payload.transfer !== null) clearing += amount
  }
  return {
    '1001': cash,
    '1002': clearing,
    '1101': isPaidOut ? totals.outstanding.principal : 0n,
    '2101': -vat,
    '2102': -totals.overpaid,
  }
}
