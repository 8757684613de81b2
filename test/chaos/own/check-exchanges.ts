import { strict as assert } from 'node:assert'

import { REVERSIBLE } from '../../../src/domain/engine/judge/reversal'
import { LMS_REFUSALS } from '../../../src/domain/engine/refusals/refusals'
import type { LmsRefusalCode } from '../../../src/domain/engine/refusals/refusals'
import type { LendingPayloadOf } from '../../../src/domain/events/lending/lending-payloads'
import { formatMinor } from '../../../src/domain/values/money'
import { sumOf } from '../../../src/domain/engine/portions'
import type { DerivedLoan } from '../../../src/domain/engine/derived-loan'
import { minorOf } from '../answers'
import type { OwnModel } from './own-model'
import type { Exchange, OwnRequest } from './own-request'
import type { RecordedEvent, RecordedLoan } from './recorded-loan'

const WRITTEN_OFF: DerivedLoan['status'] = 'Closed (written off)'

/** A loan with what the model makes of it. */
export interface ModelledLoan {
  recorded: RecordedLoan
  model: OwnModel
}

/** An event of a stream with its loan. */
interface Placed {
  event: RecordedEvent
  loan: ModelledLoan
}

/**
 * Each answer against what the streams hold: what was answered is there, once where it has a key,
 * and as often as it may have been taken where it has none; what was refused has changed nothing.
 */
export function checkExchanges(
  exchanges: readonly Exchange[],
  loans: readonly ModelledLoan[],
): void {
  const placed = new Map<string, Placed[]>()
  for (const loan of loans) {
    for (const event of loan.recorded.events) {
      if (event.note !== null) append(placed, event.note, { event, loan })
    }
  }
  const byNote = new Map<string, Exchange[]>()
  for (const exchange of exchanges) append(byNote, exchange.request.note, exchange)
  for (const [note, of] of byNote) checkCount(of, placed.get(note) ?? [])
  exchanges.forEach((exchange, place) => {
    const events = placed.get(exchange.request.note) ?? []
    if (exchange.status === 200) {
      checkTaken(exchange, events, {
        before: exchanges.slice(0, place),
        behind: exchanges.slice(place + 1),
        placed,
      })
    } else if (exchange.status === 202) {
      const { eventId } = exchange.body
      assert.ok(
        events.some(({ event }) => event.eventId === eventId),
        `${String(eventId)} was accepted and is not there`,
      )
    } else {
      checkRefused(exchange, events, loans)
    }
  })
}

function checkCount(exchanges: readonly Exchange[], events: readonly Placed[]): void {
  const [{ request }] = exchanges as [Exchange]
  const taken = exchanges.filter(({ status }) => status < 300).length
  const tries = exchanges.reduce((sum, { lost }) => sum + 1 + lost, 0)
  const isKeyed = request.key !== null
  const [least, most] = isKeyed ? [Math.min(1, taken), 1] : [taken, tries]
  assert.ok(
    least <= events.length && events.length <= most,
    `${request.path} ${request.note} stands ${events.length} times, not ${least} to ${most}`,
  )
}

function checkTaken(
  { request, body }: Exchange,
  events: readonly Placed[],
  around: {
    before: readonly Exchange[]
    behind: readonly Exchange[]
    placed: ReadonlyMap<string, readonly Placed[]>
  },
): void {
  const stood = events.filter(({ event }) => event.status !== 'FAILED')
  const [first] = stood
  assert.ok(first !== undefined, `${request.path} ${request.note} was answered 200 and failed`)
  if (!('totalOutstanding' in body)) return
  const { recorded, model } = first.loan
  const seqsOf = (note: string) =>
    (around.placed.get(note) ?? [])
      .filter(({ loan }) => loan === first.loan)
      .map(({ event }) => event.seq)
  const times = new Map<string, number>()
  const answered = around.before.filter(({ status }) => status === 200)
  for (const one of answered) {
    times.set(one.request.note, (times.get(one.request.note) ?? 0) + 1)
  }
  // Without a key each time it was sent may be an event of its own; as many as were answered stood.
  const earlier = [...times].flatMap(([note, count]) => {
    const seqs = seqsOf(note)
    return seqs.slice(0, Math.min(count, seqs.length))
  })
  const from = Math.max(first.event.seq, ...earlier)
  // What was sent before may have been taken before, whatever was answered.
  const known = new Set([...around.before.map((one) => one.request.note), request.note])
  const later = around.behind
    .map(({ request: { note } }) => note)
    .filter((note) => !known.has(note))
    .flatMap(seqsOf)
  const to = Math.max(from, Math.min(recorded.events.length, ...later.map((seq) => seq - 1)))
  const possible = model.states.slice(from - 1, to).map((state) => state && figuresOf(state))
  const shown = [body.status, body.totalOutstanding, body.overpaidAmount].map((said, place) =>
    place === 0 ? said : formatMinor(minorOf(said), 2),
  )
  assert.ok(
    possible.some((one) => one === shown.join(' ')),
    `${request.path} ${request.note} was answered ${shown.join(' ')}, possible: ${possible.join(', ')}`,
  )
}

function figuresOf({ status, totals }: DerivedLoan): string {
  return [status, formatMinor(sumOf(totals.outstanding), 2), formatMinor(totals.overpaid, 2)].join(
    ' ',
  )
}

function checkRefused(
  { request, status, body, lost }: Exchange,
  events: readonly Placed[],
  loans: readonly ModelledLoan[],
): void {
  const said = `${request.path} ${request.note} was answered ${status} ${String(body.message)}`
  const says = (code: LmsRefusalCode) =>
    status === LMS_REFUSALS[code].status &&
    String(body.message).includes(`code="${LMS_REFUSALS[code].globalCode}"`)
  if (status === 422) {
    const all = loans.flatMap(({ recorded }) => recorded.events)
    assert.ok(
      all.some(({ key, note }) => key === request.key && note !== request.note),
      said,
    )
    return
  }
  if (request.invalid !== null) {
    assert.ok(events.length === 0 && says(request.invalid as LmsRefusalCode), said)
    return
  }
  const refusals = events.flatMap(({ event }) => [event.message, ...unpaid(event, loans)])
  if (refusals.includes(String(body.message))) return
  // Refused by the stream: there is no event.
  const isKnown =
    (request.said.kind === 'REVERSAL' && reversalRefusals(request, loans).some(says)) ||
    (request.said.kind === 'SUBMIT' && (lost > 0 || events.length > 0) && says('LOAN_EXISTS'))
  assert.ok(isKnown, `${said}, not ${refusals.join(' or ')}`)
}

/** What the stream may say of a reversal, told as the loan would. */
function reversalRefusals(
  { loan: of, body: { transactionDate: on } }: OwnRequest,
  loans: readonly ModelledLoan[],
): LmsRefusalCode[] {
  const [loan] = loans.filter(({ recorded: { no } }) => no === of)
  const wasWrittenOff = loan?.model.states.some((state) => state?.status === WRITTEN_OFF)
  const isBefore = (kinds: readonly string[]) =>
    typeof on === 'string' &&
    loan?.recorded.events.some(
      ({ kind, effectiveDate }) => effectiveDate > on && kinds.includes(kind),
    )
  return [
    'TRANSACTION_NOT_REVERSIBLE',
    ...(wasWrittenOff ? (['WRITTEN_OFF_TO_REVERSE'] as const) : []),
    ...(isBefore(REVERSIBLE) ? (['REVERSED_BEFORE_TRANSACTION'] as const) : []),
    ...(isBefore(['DISBURSE']) ? (['TRANSACTION_BEFORE_DISBURSEMENT'] as const) : []),
  ]
}

/** Why the loan that credit should have paid did not take it. */
function unpaid(
  { kind, payload }: RecordedEvent,
  loans: readonly ModelledLoan[],
): (string | null)[] {
  if (kind !== 'CREDIT_OUT') return []
  const { transferId } = payload as LendingPayloadOf['CREDIT_OUT']
  return loans
    .flatMap(({ recorded }) => recorded.events)
    .filter((event) => {
      const { transfer } = event.payload as Partial<LendingPayloadOf['REPAY']>
      return event.kind === 'REPAY' && transfer?.id === transferId
    })
    .map(({ message }) => message)
}

function append<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [item])
  else list.push(item)
}
