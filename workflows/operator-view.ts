import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'

import type { LoanHealth, TimelineEntry } from '../src/contract/loan-messages'
import {
  LOAN_HEALTH,
  LOAN_PRODUCT,
  LOAN_STATUS,
  PUSHED_PRODUCT,
} from '../src/contract/search-attributes'
import type { StandingView } from '../src/contract/step-results'
import type { LoanRun } from './loan-run'

const SHOWN_EVENTS = 10

/** Keeps what operators see in the Temporal UI; upserts only on change, each is a history event. */
export class OperatorView {
  readonly #run: LoanRun
  #status: string | undefined
  #product: string
  #health: LoanHealth

  constructor(run: LoanRun) {
    this.#run = run
    this.#status = run.standing?.status
    // A loan is started as a pushed one where it is not known to be another.
    this.#product = run.standing?.product ?? PUSHED_PRODUCT
    this.#health = run.health
  }

  show({ withStatus = true } = {}): void {
    const status = withStatus ? this.#run.standing?.status : this.#status
    const product = (withStatus ? this.#run.standing?.product : undefined) ?? this.#product
    const { health } = this.#run
    const changed = [
      ...(status !== undefined && status !== this.#status
        ? [{ key: LOAN_STATUS, value: status }]
        : []),
      ...(product !== this.#product ? [{ key: LOAN_PRODUCT, value: product }] : []),
      ...(health !== this.#health ? [{ key: LOAN_HEALTH, value: health as string }] : []),
    ]
    if (changed.length > 0) upsertSearchAttributes(changed)
    this.#status = status
    this.#product = product
    this.#health = health
    setCurrentDetails(detailsOf(this.#run))
  }
}

function detailsOf(run: LoanRun): string {
  const { standing } = run
  const balances =
    standing === null
      ? 'Nothing was taken yet.'
      : [
          `**${standing.status}**`,
          `principal ${grouped(standing.principal)}`,
          `interest ${grouped(standing.interest)}`,
          ...chargesOf(standing),
          `credit ${grouped(standing.credit)} ${standing.currency}`,
        ].join(' · ')
  // The UI draws a table without space between its columns.
  const events = run.timeline.slice(-SHOWN_EVENTS).map(lineOf).join('\n')
  const waits = `Waits for ${run.state().waitsFor}.`
  const parts = [balances, scheduleOf(standing), waits, dueOf(run), events]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** A pushed loan has none, nor a schedule. */
function chargesOf({ schedule }: StandingView): string[] {
  if (schedule === undefined) return []
  return [`fees ${grouped(schedule.fees)}`, `penalties ${grouped(schedule.penalties)}`]
}

function scheduleOf(standing: StandingView | null): string {
  if (standing?.schedule === undefined) return ''
  const { installments, installmentsPaid, next } = standing.schedule
  const paid = `${installmentsPaid} of ${installments} installments paid`
  return next === null ? paid : `${paid} · ${grouped(next.amount)} due ${next.due}`
}

function dueOf({ nextWake }: LoanRun): string {
  return nextWake === null ? '' : `Next: ${nextWake.what}.`
}

function lineOf({ seq, kind, date, amount, status, code }: TimelineEntry): string {
  // Entries that older code has carried over have no amount.
  const figures = amount === undefined ? [] : [grouped(amount)]
  return [`- no. ${seq}`, kind, date, ...figures, [status, code].join(' ').trim()].join(' · ')
}

/** 1234567.00 as 1,234,567.00. */
function grouped(amount: string): string {
  const [whole = '', ...decimals] = amount.split('.')
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.')
}
