import type { LendingFact } from '../../src/domain/events/lending/lending-event'
import { deriveLoan } from '../../src/domain/engine/derive'
import type { DerivedLoan } from '../../src/domain/engine/derived-loan'
import { parseAmount } from '../../src/domain/values/money'
import { fact } from '../support/lending-facts'
import type { FineractCharge, FineractLoan, Story, StoryState, StoryStep } from './cases'
import { chargesOf, exponentOf, minor, termsOf } from './terms'

export interface ToldStep {
  step: number
  action: string
  /** The loan as ours is after it. */
  loan: DerivedLoan
  /** The loan as Apache Fineract's is after it, each part as it was last said. */
  state: StoryState
  /** The events it is derived from now, by the name a story gives them. */
  live: ReadonlyMap<string, LendingFact>
}

type Params = StoryStep['params']

/** Our API has none of these: a story is told up to the first of them that was accepted. */
const UNSAYABLE = [
  ...['recoverypayment', 'close', 'close-rescheduled', 'deleteCharge', 'updateCharge'],
  ...['deleteApplication', 'modifyApplication'],
]

const UNDONE_WITH_DISBURSAL: readonly LendingFact['kind'][] = [
  ...(['DISBURSE', 'REPAY', 'WAIVE_CHARGE', 'WAIVE_INTEREST', 'REFUND', 'CREDIT_REFUND'] as const),
]

/** A story told with our events, after each step that was accepted. */
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

  *steps(): Generator<ToldStep> {
    for (const [step, { action, params, state, created }] of this.#story.steps.entries()) {
      if (state === undefined) continue
      if (UNSAYABLE.includes(action)) return
      const before = this.#state
      this.#state = { ...this.#state, ...state }
      // There it is rounded, here refused.
      if (isOverPrecise(params, this.#story.loan)) return
      if (!this.#take(action, params, created ?? newAlias(before, this.#state))) return
      const loan = deriveLoan([...this.#live.values()])
      yield { step, action, loan, state: this.#state, live: new Map(this.#live) }
    }
  }

  #take(action: string, params: Params, created: string | undefined): boolean {
    const date = textOf(Object.entries(params).find(([name]) => name.endsWith('Date'))?.[1])
    const amount = () => minor(String(params.transactionAmount), this.#loan).toString()
    const alias = created ?? `${action} ${this.#seq + 1}`
    switch (action) {
      case 'submit':
        return this.#submit(params)
      case 'approve':
        this.#add('approve', 'APPROVE', date, {
          amount: minor(
            textOf(params.approvedLoanAmount) || this.#loan.principal,
            this.#loan,
          ).toString(),
          expectedDisbursementOn: (params.expectedDisbursementDate as string | undefined) ?? null,
        })
        return true
      case 'undoapproval':
        this.#live.delete('approve')
        return true
      case 'reject':
        this.#add('reject', 'REJECT', date, {})
        return true
      case 'withdrawnByApplicant':
        this.#add('withdraw', 'WITHDRAW', date, {})
        return true
      case 'disburse': {
        const approve = this.#live.get('approve')?.payload as { amount: string }
        this.#add('disburse', 'DISBURSE', date, {
          amount: params.transactionAmount === undefined ? approve.amount : amount(),
          vatRate: '0',
        })
        return true
      }
      case 'undodisbursal':
        for (const [name, { kind }] of this.#live) {
          if (UNDONE_WITH_DISBURSAL.includes(kind)) this.#live.delete(name)
        }
        return true
      case 'repayment':
        this.#add(alias, 'REPAY', date, { amount: amount(), transfer: null })
        return true
      case 'waiveinterest':
        this.#add(alias, 'WAIVE_INTEREST', date, { amount: amount() })
        return true
      case 'writeoff':
        this.#add('writeoff', 'WRITE_OFF', date, {})
        return true
      case 'undowriteoff':
        this.#live.delete('writeoff')
        return true
      case 'refundByCash':
        this.#add(alias, 'REFUND', date, { amount: amount() })
        return true
      case 'creditBalanceRefund':
        this.#add(alias, 'CREDIT_REFUND', date, { amount: amount() })
        return true
      case 'undo':
      case 'undowaivecharge':
        return this.#live.delete(baseOf(String(params.transaction)))
      case 'adjust':
        this.#live.delete(baseOf(String(params.transaction)))
        if (String(params.transactionAmount) !== '0') {
          this.#add(alias, 'REPAY', date, { amount: amount(), transfer: null })
        }
        return true
      case 'addCharge':
        return this.#addCharge(params)
      case 'waiveCharge':
        return this.#waiveCharge(params, alias)
      default:
        throw new Error(`A story has ${action}.`)
    }
  }

  #submit(params: Params): boolean {
    const omitted = (params.omit ?? []) as string[]
    this.#loan = { ...this.#story.loan, ...(params.override as Partial<FineractLoan> | undefined) }
    if (omitted.length > 0) return false
    const loan = this.#loan
    this.#add('submit', 'SUBMIT', loan.submittedOnDate, {
      customerId: 'C-1',
      customerActiveSince: '2015-01-01',
      product: { no: 1, code: 'P', version: 1 },
      terms: termsOf(loan),
      charges: chargesOf(loan),
      overdue: null,
      settlementRebate: false,
      submittedOn: loan.submittedOnDate,
      expectedDisbursementOn: loan.expectedDisbursementDate,
    })
    this.#charges.push(...loan.charges.map((_, index) => ({ event: 'submit', index })))
    return true
  }

  #addCharge(params: Params): boolean {
    const given = params as unknown as FineractCharge
    const name = `addCharge ${this.#seq + 1}`
    const [charge] = chargesOf(this.#loan, [given])
    if (charge === undefined) return false
    const due = given.dueDate ?? String(this.#live.get('disburse')?.effectiveDate)
    this.#add(name, 'ADD_CHARGE', due, { charge })
    this.#charges.push({ event: name, index: 0 })
    return true
  }

  #waiveCharge({ charge }: Params, alias: string): boolean {
    const of = this.#charges[Number(String(charge).slice(1)) - 1]
    const event = this.#live.get(of?.event ?? '')
    if (of === undefined || event === undefined) return false
    const found = deriveLoan([...this.#live.values()]).charges.find(
      (one) => one.eventId === event.eventId && one.index === of.index,
    )
    const part = found?.parts.find(({ outstanding }) => outstanding > 0n)
    if (found === undefined || part === undefined) return false
    const waiver = this.#add(
      alias,
      'WAIVE_CHARGE',
      dateOf(this.#state, alias) ?? event.effectiveDate,
      {
        ...{ chargeEventId: event.eventId, index: of.index },
        installment: found.time === 'INSTALLMENT' ? part.installment : null,
      },
    )
    Object.assign(waiver, { judgedAmount: part.outstanding })
    return true
  }

  #add(alias: string, kind: LendingFact['kind'], date: string, payload: object): LendingFact {
    this.#seq += 1
    const exponent = exponentOf(this.#loan)
    const event: LendingFact = fact(this.#seq, kind, date, { ...payload, exponent })
    this.#live.set(alias, event)
    return event
  }
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
    (amount) => typeof amount === 'string' && !parseAmount(amount, exponentOf(loan)).ok,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** `T2` of `T2.1`: a replayed transaction is the same event. */
export function baseOf(alias: string): string {
  return alias.split('.')[0] ?? alias
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
