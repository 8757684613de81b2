import type { LendingEvent, LendingFact } from '../../src/domain/events/lending/lending-event'
import { deriveLoan } from '../../src/domain/engine/derive'
import type { DerivedLoan } from '../../src/domain/engine/derived-loan'
import { isFact, liveAfter } from '../../src/domain/engine/live-events'
import { parseAmount } from '../../src/domain/values/money'
import { anyEvent } from '../support/lending-facts'
import type { FineractCharge, FineractLoan, Refused, Story, StoryState, StoryStep } from './cases'
import { chargesOf, exponentOf, minor, termsOf } from './terms'
import { baseOf } from './wire'

/** The business date of the server that told the stories. */
export const TODAY = '2026-06-15'

interface Step {
  step: number
  action: string
  /** What the loan is derived from now, by the name a story gives it. */
  live: ReadonlyMap<string, LendingFact>
  /** The loan as Apache Fineract's is after it, each part as it was last said. */
  state: StoryState
}

export interface ToldStep extends Step {
  /** The loan as ours is after it. */
  loan: DerivedLoan
}

/** A command before it is judged. */
export interface AskedStep extends Step {
  event: LendingEvent
  /** What Apache Fineract made of it; null where it was accepted. */
  refused: Refused | null
  /** What the loan is derived from before it. */
  before: readonly LendingFact[]
}

/** What ours calls a status otherwise. */
export const STATUSES: Readonly<Record<string, string>> = {
  'Submitted and pending approval': 'Submitted',
  'Withdrawn by applicant': 'Withdrawn',
}

type Params = StoryStep['params']

/** Our API has none of these: a story is told up to the first of them that was accepted. */
const UNSAYABLE = [
  ...['recoverypayment', 'close', 'close-rescheduled', 'deleteCharge', 'updateCharge'],
  ...['deleteApplication', 'modifyApplication', 'unknownCommand'],
]

/** A story told with our events. */
export class ToldStory {
  readonly #story: Story
  readonly #live = new Map<string, LendingFact>()
  #loan: FineractLoan
  #seq = 0
  #state: StoryState = { status: ['0', ''] }
  /** The charges by the names that the story gives them, as event and index. */
  readonly #charges: { event: string; index: number }[] = []

  constructor(story: Story) {
    this.#story = story
    this.#loan = story.loan
  }

  /** After each step that was accepted. */
  *steps(): Generator<ToldStep> {
    let last: AskedStep | undefined
    for (const asked of this.asked()) {
      if (last !== undefined && last.step !== asked.step) yield this.#told(last)
      last = asked.refused === null ? asked : undefined
    }
    if (last !== undefined) yield this.#told(last)
  }

  /** Each command that our API can say, before and after it is carried out where it was accepted. */
  *asked(): Generator<AskedStep> {
    for (const [step, told] of this.#story.steps.entries()) {
      const { action, params, state, created, refused } = told
      if (UNSAYABLE.includes(action)) {
        if (state === undefined) continue
        return
      }
      // There it is rounded, here refused.
      if (isOverPrecise(params, this.#story.loan)) {
        if (state === undefined) continue
        return
      }
      const said = { ...this.#state, ...state }
      const alias = created ?? newAlias(this.#state, said) ?? `${action} ${this.#seq + 1}`
      const events = this.#eventsOf(action, params, alias, said)
      if (events === null) {
        if (state === undefined) continue
        return
      }
      this.#state = said
      for (const event of events) {
        const before = [...this.#live.values()]
        if (state !== undefined) this.#take(alias, action, event)
        const common = { step, action, event, before, live: new Map(this.#live), state: said }
        yield { ...common, refused: state === undefined ? (refused ?? null) : null }
      }
    }
  }

  #told({ step, action, live, state }: AskedStep): ToldStep {
    return { step, action, live, state, loan: deriveLoan([...live.values()]) }
  }

  #take(alias: string, action: string, event: LendingEvent): void {
    const kept = new Set(liveAfter(event, [...this.#live.values()]))
    for (const [name, fact] of this.#live) if (!kept.has(fact)) this.#live.delete(name)
    if (isFact(event)) this.#live.set(nameOf(action, alias), event)
    if (action === 'addCharge') this.#charges.push({ event: alias, index: 0 })
    if (event.kind === 'SUBMIT') {
      this.#charges.push(...event.payload.charges.map(({ index }) => ({ event: 'submit', index })))
    }
  }

  /** Null where our API cannot say it. */
  #eventsOf(
    action: string,
    params: Params,
    alias: string,
    said: StoryState,
  ): LendingEvent[] | null {
    const date = textOf(Object.entries(params).find(([name]) => name.endsWith('Date'))?.[1])
    const amount = textOf(params.transactionAmount)
    if (amount !== '' && !(Number(amount) > 0) && action !== 'adjust') return null
    const money = { amount: amount === '' ? '' : minor(amount, this.#loan).toString() }
    const one = (kind: LendingEvent['kind'], payload: object = {}, on = date): LendingEvent[] => [
      this.#event(kind, on, payload),
    ]
    switch (action) {
      case 'submit':
        return this.#submit(params)
      case 'approve': {
        const approved = textOf(params.approvedLoanAmount) || this.#loan.principal
        if (!(Number(approved) > 0) || date === '') return null
        return one('APPROVE', {
          amount: minor(approved, this.#loan).toString(),
          expectedDisbursementOn: (params.expectedDisbursementDate as string | undefined) ?? null,
        })
      }
      case 'undoapproval':
        return one('UNDO_APPROVAL', {}, TODAY)
      case 'reject':
        return date === '' ? null : one('REJECT')
      case 'withdrawnByApplicant':
        return date === '' ? null : one('WITHDRAW')
      case 'disburse': {
        const approve = this.#live.get('approve')?.payload as { amount: string } | undefined
        const approved = approve?.amount ?? minor(this.#loan.principal, this.#loan).toString()
        if (date === '') return null
        return one('DISBURSE', { amount: amount === '' ? approved : money.amount, vatRate: '0' })
      }
      case 'undodisbursal':
        return one('UNDO_DISBURSAL', {}, TODAY)
      case 'undowriteoff':
        return one('UNDO_WRITE_OFF', {}, TODAY)
      case 'writeoff':
        return date === '' ? null : one('WRITE_OFF')
      case 'undo':
      case 'undowaivecharge':
        return this.#reversal(params, date)
      case 'adjust': {
        const reversal = this.#reversal(params, date)
        if (reversal === null || Number(amount) === 0) return reversal
        return [...reversal, ...one('REPAY', { ...money, transfer: null })]
      }
      case 'addCharge':
        return this.#addCharge(params)
      case 'waiveCharge':
        return this.#waiveCharge(params, alias, said)
      default:
        return date === '' || amount === '' || 'loan' in params || 'paymentTypeId' in params
          ? null
          : one(KINDS[action] ?? 'REPAY', { ...money, transfer: null })
    }
  }

  #submit(params: Params): LendingEvent[] | null {
    if (((params.omit ?? []) as string[]).length > 0) return null
    const loan = { ...this.#story.loan, ...(params.override as Partial<FineractLoan> | undefined) }
    if (!(Number(loan.principal) > 0)) return null
    this.#loan = loan
    return [
      this.#event('SUBMIT', loan.submittedOnDate, {
        customerId: 'C-1',
        customerActiveSince: '2015-01-01',
        product: { no: 1, code: 'P', version: 1 },
        terms: termsOf(loan),
        charges: chargesOf(loan),
        overdue: null,
        settlementRebate: false,
        submittedOn: loan.submittedOnDate,
        expectedDisbursementOn: loan.expectedDisbursementDate,
      }),
    ]
  }

  #reversal(params: Params, date: string): LendingEvent[] | null {
    const target = this.#live.get(baseOf(textOf(params.transaction)))
    if (target === undefined) return null
    // There the day may be left out, or be before the transaction's.
    const on = [date, target.effectiveDate].toSorted()[1] ?? date
    return [this.#event('REVERSAL', on, { eventId: target.eventId, reversalDate: on })]
  }

  #addCharge(params: Params): LendingEvent[] | null {
    const given = params as unknown as FineractCharge
    if (!(Number(given.amount) > 0)) return null
    const [charge] = chargesOf(this.#loan, [given])
    const due = given.dueDate ?? this.#live.get('disburse')?.effectiveDate ?? TODAY
    return [this.#event('ADD_CHARGE', due, { charge })]
  }

  #waiveCharge({ charge }: Params, alias: string, said: StoryState): LendingEvent[] | null {
    const of = this.#charges[Number(textOf(charge).slice(1)) - 1]
    const event = this.#live.get(of?.event ?? '')
    if (of === undefined || event === undefined) return null
    const found = deriveLoan([...this.#live.values()]).charges.find(
      (one) => one.eventId === event.eventId && one.index === of.index,
    )
    if (found === undefined) return null
    const part = found.parts.find(({ outstanding }) => outstanding > 0n) ?? found.parts[0]
    const on = dateOf(said, alias) ?? this.#live.get('disburse')?.effectiveDate ?? TODAY
    const waiver = this.#event('WAIVE_CHARGE', on, {
      ...{ chargeEventId: event.eventId, index: of.index },
      installment: found.time === 'INSTALLMENT' ? (part?.installment ?? 1) : null,
    })
    return [{ ...waiver, judgedAmount: part?.outstanding ?? 0n } as LendingEvent]
  }

  #event(kind: LendingEvent['kind'], date: string, payload: object): LendingEvent {
    this.#seq += 1
    const context = { exponent: exponentOf(this.#loan), today: TODAY }
    return anyEvent(this.#seq, kind, date, { ...context, ...payload })
  }
}

const KINDS: Readonly<Record<string, LendingFact['kind']>> = {
  repayment: 'REPAY',
  waiveinterest: 'WAIVE_INTEREST',
  refundByCash: 'REFUND',
  creditBalanceRefund: 'CREDIT_REFUND',
}

function nameOf(action: string, alias: string): string {
  return ['submit', 'approve', 'disburse', 'writeoff'].includes(action) ? action : alias
}

function isOverPrecise(params: Params, loan: FineractLoan): boolean {
  const override = (params.override ?? {}) as Params
  const amounts = [
    params.transactionAmount,
    params.approvedLoanAmount,
    params.amount,
    override.principal,
  ]
  return amounts.some(
    (amount) =>
      typeof amount === 'string' && !parseAmount(amount, exponentOf(loan)).ok && Number(amount) > 0,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function newAlias(before: StoryState, after: StoryState): string | undefined {
  const known = new Set(before.transactions?.map(([alias]) => baseOf(String(alias))))
  const made = after.transactions?.map(([alias]) => baseOf(String(alias))) ?? []
  return made.find((alias) => alias.startsWith('T') && !known.has(alias))
}

function dateOf(state: StoryState, alias: string): string | undefined {
  const row = state.transactions?.find(([name]) => baseOf(String(name)) === alias)
  return row === undefined ? undefined : String(row[2])
}
