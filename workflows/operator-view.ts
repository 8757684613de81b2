import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'

import type { LoanHealth, TimelineEntry } from '../src/contract/loan-messages'
import { LOAN_HEALTH, LOAN_STATUS } from '../src/contract/search-attributes'
import type { LoanRun } from './loan-run'

const SHOWN_EVENTS = 10

/** Keeps what operators see in the Temporal UI; upserts only on change, each is a history event. */
export class OperatorView {
  readonly #run: LoanRun
  #status: string | undefined
  #health: LoanHealth

  constructor(run: LoanRun) {
    this.#run = run
    this.#status = run.standing?.status
    this.#health = run.health
  }

  show({ withStatus = true } = {}): void {
    const status = withStatus ? this.#run.standing?.status : this.#status
    const { health } = this.#run
    const changed = [
      ...(status !== undefined && status !== this.#status
        ? [{ key: LOAN_STATUS, value: status }]
        : []),
      ...(health !== this.#health ? [{ key: LOAN_HEALTH, value: health as string }] : []),
    ]
    if (changed.length > 0) upsertSearchAttributes(changed)
    this.#status = status
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
          `credit ${grouped(standing.credit)} ${standing.currency}`,
        ].join(' · ')
  // The UI draws a table without space between its columns.
  const events = run.timeline.slice(-SHOWN_EVENTS).map(lineOf).join('\n')
  const waits = `Waits for ${run.state().waitsFor}.`
  return [balances, waits, ...(events === '' ? [] : [events])].join('\n\n')
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
