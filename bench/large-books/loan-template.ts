import { createHash } from 'node:crypto'

import { CHAIN_START, chain } from '../../src/accounting/hash-chain'
import type { PushedContent } from '../../src/domain/events/details'
import { canonicalContent, canonicalReversal } from '../../src/domain/events/fingerprint'
import type { LoanRef } from '../../src/contract/loan-ref'
import type { EntryRow, EventRow, LineRow, LoanRows } from './loan-rows'

/** A loan that is posted, with the names by which its rows know each other. */
interface Original {
  loan: LoanRef
  customerId: string
  rows: LoanRows
}

/** A loan of the book to be: its number is its own among all loans of all businesses. */
export interface Copy {
  businessId: string
  number: number
}

const JANUARY = Date.UTC(2025, 0, 15)
const MONTH_MS = 30 * 86_400_000

export const loanIdOf = (number: number): string => `LN-${String(number).padStart(8, '0')}`

/** Copies of a posted loan that differ in nothing but who and when, each with hashes of its own. */
export class LoanTemplate {
  readonly #text: string
  readonly #loan: LoanRef
  readonly #customerId: string
  readonly #uuids: string[]
  readonly #names: RegExp

  constructor({ loan, customerId, rows }: Original) {
    this.#text = JSON.stringify(rows)
    this.#loan = loan
    this.#customerId = customerId
    this.#uuids = [...rows.loan_event, ...rows.operator_action].map(({ id }) => id)
    const names = [loan.businessId, loan.loanId, customerId, ...this.#uuids]
    this.#names = new RegExp(names.join('|'), 'g')
  }

  copy({ businessId, number }: Copy): LoanRows {
    const loanId = loanIdOf(number)
    const names = new Map([
      [this.#loan.businessId, businessId],
      [this.#loan.loanId, loanId],
      [this.#customerId, `C-${number}`],
      ...this.#uuids.map((uuid, place) => [uuid, uuidOf(number, place)] as const),
    ])
    const text = this.#text.replace(this.#names, (name) => names.get(name) ?? name)
    const rows = JSON.parse(text) as LoanRows
    const { customer, loan_stream: stream, ...ofStream } = rows
    for (const row of stream) row['id'] = number
    for (const row of Object.values(ofStream).flat()) row['stream_id'] = number
    for (const event of rows.loan_event) event.fingerprint = fingerprintOf(loanId, event)
    chainAnew({ businessId, loanId }, rows)
    return { ...rows, customer }
  }
}

/** Version 7: the events of a month lie behind those of the month before, whosever they are. */
function uuidOf(number: number, place: number): string {
  const time = (JANUARY + place * MONTH_MS + number).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

function fingerprintOf(loanId: string, { kind, payload, details }: EventRow): string {
  const event = { kind, payload: { ...payload, ...details } } as PushedContent
  const content =
    event.kind === 'REVERSAL'
      ? canonicalReversal(loanId, event.payload)
      : canonicalContent(event.kind, loanId, event.payload)
  return createHash('sha256').update(content).digest('hex')
}

function chainAnew(loan: LoanRef, rows: LoanRows): void {
  const entries = rows.journal_entry
  const hashes = chain(
    CHAIN_START,
    loan,
    entries.map((entry) => chained(entry, rows.journal_line)),
  ).map(({ hash }) => hash)
  entries.forEach((entry, place) => (entry.hash = hashes[place] ?? ''))
  for (const row of rows.ledger_loan) row['chain_head'] = hashes.at(-1) ?? CHAIN_START
}

function chained(entry: EntryRow, lines: readonly LineRow[]) {
  return {
    no: entry.no,
    eventId: entry.event_id,
    causedBy: entry.caused_by,
    part: entry.part,
    date: entry.date,
    valueDate: entry.value_date,
    description: entry.description,
    reverses: entry.reverses,
    lines: lines
      .filter((line) => line.entry_no === entry.no)
      .map(({ account, amount }) => ({ account, amount: BigInt(amount) })),
  }
}
