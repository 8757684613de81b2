import type { LendingPayloadOf } from '../../../src/domain/events/lending/lending-payloads'
import type { StagedContext } from '../../../src/domain/events/staged-context'
import { addDays } from '../../../src/domain/values/calendar'
import type { CivilDate } from '../../../src/domain/values/calendar'
import { majorOf, minorOf } from '../answers'
import type { Amount } from '../amount'
import type { ShownLoan } from './own-door'
import type { OwnRequest, SaidEvent } from './own-request'
import type { OwnDeed } from './own-scenario'
import { PLANS } from './plans'

/** What is known of a customer when a request is written. */
export interface OwnDesk {
  today: CivilDate
  /** The customer's number, its key, and from when on it may borrow. */
  customer: { no: string; externalId: string; since: CivilDate }
  /** Loans by number as they are shown; undefined of one whose application was not judged. */
  loans: ReadonlyMap<string, ShownLoan | undefined>
  /** Loans that credit was to go from, or to. */
  transferred: ReadonlySet<string>
  /** Everything that was sent, in order. */
  sent: readonly OwnRequest[]
  freshKey(): string
  freshNote(): string
}

type Written = Pick<OwnRequest, 'path' | 'body' | 'said'> &
  Partial<Pick<OwnRequest, 'charge' | 'invalid'>>

/** The requests of a deed; none where there is nothing yet that it could be about. */
export function writeOwnRequest(
  deed: Exclude<OwnDeed, { do: 'OPEN' }>,
  keyed: boolean,
  desk: OwnDesk,
): OwnRequest[] {
  const key = () => (keyed ? desk.freshKey() : null)
  if (deed.do === 'REPEAT') return chosen(desk.sent, deed.which)
  const nos = [...desk.loans.keys()]
  if (deed.do === 'REUSE_KEY') {
    const [used] = chosen(
      desk.sent.filter((request) => request.key !== null && request.loan !== null),
      deed.which,
    )
    if (used === undefined || used.loan === null) return []
    return [completed(repayment(desk.today, 12_345n), used.loan, used.key, desk)]
  }
  const loan = deed.do === 'CARRY_OVER' ? giver(desk) : chosen(nos, deed.loan)[0]
  if (loan === undefined) return []
  const written = write(deed, loan, desk)
  return written === null ? [] : [completed(written, loan, key(), desk)]
}

/** An application. Without a key it names its loan, so that a second one is refused. */
export function application(plan: number, on: CivilDate, key: string | null, desk: OwnDesk) {
  const { body, said } = PLANS[plan % PLANS.length] ?? PLANS[0]
  const note = desk.freshNote()
  const { no, externalId, since } = desk.customer
  const payload = {
    ...{ ...contextOf(desk.today), ...said, customerId: externalId, customerActiveSince: since },
    ...{ product: { no: 1, code: 'STANDARD', version: 1 }, settlementRebate: false },
    ...{ submittedOn: on, expectedDisbursementOn: on },
  }
  return {
    path: 'loans',
    body: {
      ...body,
      ...{ customerId: no, productId: 1, submittedOnDate: on, expectedDisbursementDate: on, note },
      ...(key === null ? { externalId: `${externalId} ${note}` } : {}),
    },
    said: { kind: 'SUBMIT', effectiveDate: on, payload },
    ...{ key, note, loan: null, charge: null, invalid: null },
  } satisfies OwnRequest
}

/** Approval or disbursement of a loan at its whole amount. */
export function stepOn(
  what: 'APPROVE' | 'DISBURSE',
  { loan, amount, on }: { loan: string; amount: bigint; on: CivilDate },
  key: string | null,
  desk: OwnDesk,
): OwnRequest {
  return completed(lifecycle(what, amount, on, desk.today), loan, key, desk)
}

function write(
  deed: Exclude<OwnDeed, { do: 'OPEN' | 'REPEAT' | 'REUSE_KEY' }>,
  loan: string,
  desk: OwnDesk,
): Written | null {
  const { today, loans } = desk
  const shown = loans.get(loan)
  const dayOf = (back: number) => addDays(today, -back)
  switch (deed.do) {
    case 'APPROVE':
    case 'DISBURSE':
      return lifecycle(
        deed.do,
        minorOf(shown?.principal ?? '1000') - deed.less,
        dayOf(deed.back),
        today,
      )
    case 'REPAY':
      return repayment(dayOf(deed.back), resolve(deed.amount, shown?.totalOutstanding), today)
    case 'REFUND':
      return money('REFUND', 'refund', dayOf(deed.back), resolve(deed.amount, '1000'), today)
    case 'PAY_OUT':
      return money(
        ...(['CREDIT_REFUND', 'credit-balance-refund', dayOf(deed.back)] as const),
        resolve(deed.amount, shown?.overpaidAmount),
        today,
      )
    case 'WAIVE_INTEREST':
      return money(
        ...(['WAIVE_INTEREST', 'waive-interest', dayOf(deed.back)] as const),
        resolve(deed.amount, shown?.interestOutstanding),
        today,
      )
    case 'CARRY_OVER':
      return transfer(deed, loan, desk)
    case 'REVERSE': {
      const [of] = chosen(shown?.transactions ?? [], deed.which)
      if (of === undefined) return null
      const date = deed.back === null ? null : dayOf(deed.back)
      const asked = { eventId: '', reason: '', reversalDate: date ?? today, cascade: false }
      return {
        path: `repayments/${of.id}/reverse`,
        body: date === null ? {} : { transactionDate: date },
        said: said('REVERSAL', date ?? today, { ...contextOf(today), ...asked }),
      }
    }
    case 'ADD_CHARGE': {
      const dueOn = dayOf(deed.back)
      const charge = { index: 0, time: 'DUE_DATE', penalty: false, dueOn } as const
      const rate = { amount: deed.minor.toString() }
      return {
        path: 'charges',
        body: { name: 'Letter', amount: majorOf(deed.minor), chargeTimeType: 2, dueDate: dueOn },
        said: said('ADD_CHARGE', dueOn, { ...contextOf(today), charge: { ...charge, rate } }),
      }
    }
    case 'WAIVE_CHARGE': {
      const [charge] = chosen(shown?.charges ?? [], deed.which)
      if (charge === undefined) return null
      // What is left out is made up of how the loan stands just then, which only the loan knows.
      const date = deed.back === null ? today : dayOf(deed.back)
      const installment = charge.chargeTimeType === WITH_EACH_INSTALLMENT ? 1 : null
      const of = { chargeEventId: '', index: 0, installment, date }
      return {
        path: `charges/${charge.id}/waive`,
        body: {
          transactionDate: date,
          ...(installment === null ? {} : { installmentNumber: installment }),
        },
        said: said('WAIVE_CHARGE', date, { ...contextOf(today), ...of }),
        charge: charge.id,
      }
    }
    case 'WRITE_OFF':
      // Credit could then neither go on nor back.
      return desk.transferred.has(loan) ? null : plain('WRITE_OFF', dayOf(deed.back), today)
    case 'BLUNDER':
      return { ...repayment(today, 0n), invalid: 'FIELDS_INVALID' }
    default:
      return plain(deed.do, dayOf(deed.back), today)
  }
}

/** The chargeTimeType of a charge with every installment. */
const WITH_EACH_INSTALLMENT = '8'

const PLAIN = {
  WRITE_OFF: ['write-off', 'transactionDate'],
  REJECT: ['reject', 'rejectedOnDate'],
  WITHDRAW: ['withdraw', 'withdrawnOnDate'],
  UNDO_APPROVAL: ['undo-approval', 'transactionDate'],
  UNDO_DISBURSAL: ['undo-disbursal', 'transactionDate'],
  UNDO_WRITE_OFF: ['undo-write-off', 'transactionDate'],
} as const

function plain(kind: keyof typeof PLAIN, date: CivilDate, today: CivilDate): Written {
  const [path, field] = PLAIN[kind]
  return { path, body: { [field]: date }, said: said(kind, date, { ...contextOf(today), date }) }
}

function lifecycle(
  kind: 'APPROVE' | 'DISBURSE',
  minor: bigint,
  date: CivilDate,
  today: CivilDate,
): Written {
  const amount = minor.toString()
  const common = { ...contextOf(today), date, amount }
  const invalid = minor > 0n ? null : 'FIELDS_INVALID'
  return kind === 'APPROVE'
    ? {
        path: 'approve',
        body: { approvedOnDate: date, approvedLoanAmount: majorOf(minor) },
        said: said(kind, date, { ...common, expectedDisbursementOn: null }),
        invalid,
      }
    : {
        path: 'disburse',
        body: { actualDisbursementDate: date, transactionAmount: majorOf(minor) },
        said: said(kind, date, { ...common, vatRate: '0.18' }),
        invalid,
      }
}

function repayment(date: CivilDate, minor: bigint, today = date): Written {
  const { said: paid, ...written } = money('REFUND', 'repayments', date, minor, today)
  return {
    ...written,
    said: said('REPAY', date, { ...(paid.payload as LendingPayloadOf['REFUND']), transfer: null }),
  }
}

function money(
  kind: 'REFUND' | 'CREDIT_REFUND' | 'WAIVE_INTEREST',
  path: string,
  date: CivilDate,
  minor: bigint,
  today: CivilDate,
): Written {
  return {
    path,
    body: { transactionDate: date, transactionAmount: majorOf(minor) },
    said: said(kind, date, { ...contextOf(today), date, amount: minor.toString() }),
    invalid: minor > 0n ? null : 'FIELDS_INVALID',
  }
}

function transfer(
  deed: Extract<OwnDeed, { do: 'CARRY_OVER' }>,
  loan: string,
  { today, loans }: OwnDesk,
): Written | null {
  const others = [...loans.keys()].filter((no) => no !== loan)
  const to = others.find((no) => loans.get(no)?.status === 'Active') ?? chosen(others, deed.loan)[0]
  if (to === undefined) return null
  const date = addDays(today, -deed.back)
  const minor = resolve(deed.amount, loans.get(loan)?.overpaidAmount)
  const amount = minor.toString()
  const payload = { ...contextOf(today), date, amount, transferId: '', toLoanId: '' }
  return {
    path: 'credit-transfer',
    body: { toLoanId: to, transactionDate: date, amount: majorOf(minor) },
    said: said('CREDIT_OUT', date, payload),
    invalid: minor > 0n ? null : 'FIELDS_INVALID',
  }
}

function giver({ loans }: OwnDesk): string | undefined {
  const nos = [...loans.keys()]
  return nos.find((no) => loans.get(no)?.status === 'Overpaid') ?? nos[0]
}

function completed(
  { path, body, said: event, charge = null, invalid = null }: Written,
  loan: string,
  key: string | null,
  desk: OwnDesk,
): OwnRequest {
  const note = desk.freshNote()
  const said =
    event.kind === 'REVERSAL' ? { ...event, payload: { ...event.payload, reason: note } } : event
  return {
    ...{ path: `loans/${loan}/${path}`, body: { ...body, note } },
    ...{ key, note, loan, said, charge, invalid },
  }
}

function said<Kind extends SaidEvent['kind']>(
  kind: Kind,
  effectiveDate: CivilDate,
  payload: Extract<SaidEvent, { kind: Kind }>['payload'],
): SaidEvent {
  return { kind, effectiveDate, payload } as SaidEvent
}

function contextOf(today: CivilDate): StagedContext {
  return { today, exponent: 2, closedThrough: null, accounts: {} }
}

function resolve(amount: Amount, open: string | undefined): bigint {
  const minor = 'minor' in amount ? amount.minor : minorOf(open ?? '0') + BigInt(amount.ofOpen)
  return minor < 0n ? 0n : minor
}

function chosen<Item>(items: readonly Item[], which: number): Item[] {
  const item = items[which % Math.max(1, items.length)]
  return item === undefined ? [] : [item]
}
