import fc from 'fast-check'
import { CONTROL_ACCOUNTS, CONTROL_SIDES } from '../../../../src/domain/books/control-accounts'
import { bookLoan } from '../../../../src/domain/books/lending/book-loan'
import type { InstallmentLine } from '../../../../src/domain/books/lending/installment-lines'
import { changeOfOwnBatch } from '../../../../src/domain/books/lending/own-change'
import type { DerivedLoan, Portions } from '../../../../src/domain/engine/derived-loan'
import { lived, ownLife, type Batch } from '../../../support/own-lives'
import { OwnLedger } from '../../../support/own-ledger'
import { runs } from '../../../support/runs'

const RUNS = runs(60)

/** As Accounting does: what new events add, and where older ones change with them, all that changes. */
function post(ledger: OwnLedger, { events, before, after }: Batch): InstallmentLine[] {
  const batch = { before, after, accepted: events }
  const posted =
    changeOfOwnBatch(batch, ledger.books, null) ??
    changeOfOwnBatch(batch, ledger.books, ledger.standing(before.live))
  if (posted === null) throw new Error('What stands is all it takes.')
  ledger.apply(posted.change)
  return posted.installments
}

function live(check: (ledger: OwnLedger, batch: Batch) => void) {
  fc.assert(
    fc.property(ownLife, (life) => {
      const ledger = new OwnLedger()
      for (const batch of lived(life)) {
        post(ledger, batch)
        check(ledger, batch)
      }
    }),
    RUNS,
  )
}

const minor = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)

describe('any life of a loan of our own LMS', () => {
  it('leaves every entry balanced and every account on its side at every date', () => {
    live((ledger) => {
      for (const { lines } of ledger.entries) expect(minor(lines.map((l) => l.amount))).toBe(0n)
      for (const date of new Set(ledger.entries.map((entry) => entry.date))) {
        for (const control of CONTROL_ACCOUNTS) {
          const held = ledger.balance(control, date) * CONTROL_SIDES[control]
          if (held < 0n) throw new Error(`${control} holds ${held} on ${date}`)
        }
      }
    })
  })

  it('leaves the loan and its books the same', () => {
    live((ledger, { after: { loan, live: events }, today, isComplete }) => {
      if (loan.timeline.disbursedOn === null) {
        for (const control of CONTROL_ACCOUNTS) expect(ledger.balance(control)).toBe(0n)
        return
      }
      const { outstanding } = loan.totals
      expect(ledger.balance('1101')).toBe(outstanding.principal)
      expect(ledger.balance('2102')).toBe(-loan.totals.overpaid)
      expect(owedOf(ledger, loan, INTEREST)).toBe(outstanding.interest)
      expect(owedOf(ledger, loan, CHARGES)).toBe(outstanding.fees + outstanding.penalties)
      expect(openOf(ledger, 'DISBURSEMENT', 'PRINCIPAL')).toBe(ledger.balance('1101'))
      expect(openOf(ledger, 'INTEREST')).toBe(ledger.balance('1102'))
      expect(openOf(ledger, 'FEE', 'PENALTY')).toBe(ledger.balance('1103'))
      expect(leftOf(ledger, 'CREDIT')).toBe(-ledger.balance('2102'))
      expect(leftOf(ledger, 'ADVANCE')).toBe(-ledger.balance('2103'))
      // A refund leaves open what was raised ahead of its day.
      if (isComplete && events.every(({ kind }) => kind !== 'REFUND')) {
        expect(ledger.balance('1103')).toBe(chargesDue(loan, today))
      }
    })
  })

  it('leaves its installments, summed up, as they were derived', () => {
    fc.assert(
      fc.property(ownLife, (life) => {
        const [ledger, lines] = [new OwnLedger(), [] as InstallmentLine[]]
        for (const batch of lived(life)) {
          const { after } = batch
          lines.push(...post(ledger, batch))
          const sums = new Map<string, bigint>()
          const add = (name: string, amount: bigint) =>
            sums.set(name, (sums.get(name) ?? 0n) + amount)
          for (const { installment, due, principal, interest, fees, penalties } of lines) {
            const place = `${installment} ${due}`
            add(`${place} principal`, principal)
            add(`${place} interest`, interest)
            add(`${place} fees`, fees)
            add(`${place} penalties`, penalties)
          }
          for (const row of after.loan.timeline.disbursedOn === null ? [] : after.loan.schedule) {
            for (const portion of ['principal', 'interest', 'fees', 'penalties'] as const) {
              const { owed, paid, waived, writtenOff } = row
              const open = owed[portion] - paid[portion] - waived[portion] - writtenOff[portion]
              add(`${row.no} ${row.due} ${portion}`, -open)
            }
          }
          expect([...sums].filter(([, sum]) => sum !== 0n)).toEqual([])
        }
      }),
      RUNS,
    )
  })

  it('leaves its installments on each day what the books say', () => {
    fc.assert(
      fc.property(ownLife, (life) => {
        const [ledger, lines] = [new OwnLedger(), [] as InstallmentLine[]]
        for (const batch of lived(life)) {
          lines.push(...post(ledger, batch))
          for (const day of new Set(ledger.entries.map(({ date }) => date))) {
            expect([day, ...openOn(lines, day)]).toEqual([day, ...bookedOn(ledger, day)])
          }
        }
      }),
      RUNS,
    )
  })

  it('leaves the books as if its events had always been the ones that stand', () => {
    live((ledger, { after }) => {
      let no = 0
      const scratch = bookLoan(after.loan, after.live, () => () => (no += 1))
      const standing = ledger.standing(after.live)
      const sumsOf = (
        parts: readonly { part: string; lines: readonly { account: string; amount: bigint }[] }[],
      ) => {
        const sums = new Map<string, bigint>()
        for (const { part, lines } of parts) {
          for (const { account, amount } of lines) {
            const key = `${part} ${account}`
            sums.set(key, (sums.get(key) ?? 0n) + amount)
          }
        }
        return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).sort())
      }
      for (const { event, draft } of scratch) {
        const stands = standing.find((one) => one.event.eventId === event.eventId)
        expect(sumsOf(stands?.entries ?? [])).toEqual(sumsOf(draft.entries))
        const figures = (invoices: readonly { type: string; date: string; amount: bigint }[]) =>
          invoices.map(({ type, date, amount }) => `${type} ${date} ${amount}`).sort()
        expect(figures(stands?.invoices ?? [])).toEqual(figures(draft.invoices))
      }
      const open = scratch.at(-1)?.draft.open
      const text = (invoices: readonly { type: string; open: bigint }[] = []) =>
        invoices.map(({ type, open: left }) => `${type} ${left}`).sort()
      expect(text(ledger.openInvoices())).toEqual(text(open?.invoices))
      const left = (credits: readonly { eventId: string; kind?: string; open: bigint }[] = []) =>
        credits
          .map(({ eventId, kind, open: rest }) => `${eventId} ${kind ?? 'CREDIT'} ${rest}`)
          .sort()
      expect(left(ledger.books.credits)).toEqual(left(open?.credits))
      const takenBack = new Set(ledger.entries.map(({ reverses }) => reverses))
      const stays = ledger.entries.filter(
        ({ no: of, reverses }) => reverses === null && !takenBack.has(of),
      )
      const events = new Set(after.live.map(({ eventId }) => eventId))
      expect(stays.filter(({ eventId }) => !events.has(eventId))).toEqual([])
    })
  })
})

/** Of installments by a day: principal that is open, interest and charges that are paid. */
function openOn(lines: readonly InstallmentLine[], day: string): bigint[] {
  const by = lines.filter(({ bookedOn }) => bookedOn <= day)
  const paid = by.filter(({ kind }) => kind === 'PAID')
  return [
    minor(by.map(({ principal }) => principal)),
    minor(paid.map(({ interest }) => interest)),
    minor(paid.map(({ fees, penalties }) => fees + penalties)),
  ]
}

/** The same, as the accounts have it. */
function bookedOn(ledger: OwnLedger, day: string): bigint[] {
  const moved = ledger.entries
    .filter(({ date, part }) => date <= day && (part === 'RECEIPT' || part === 'REFUND'))
    .flatMap(({ lines }) => lines)
  const onAccounts = (...accounts: string[]) =>
    minor(moved.filter(({ account }) => accounts.includes(account)).map(({ amount }) => amount))
  return [ledger.balance('1101', day), onAccounts('1102', '2103'), onAccounts('1103')]
}

/** What is earned by time: its accounts, its invoices and what it is of a loan. */
interface Earned {
  receivable: string
  advance: string | null
  income: readonly string[]
  types: readonly string[]
  portions: readonly (keyof Portions)[]
}

const INTEREST: Earned = {
  ...{ receivable: '1102', advance: '2103', income: ['4101'] },
  ...{ types: ['INTEREST'], portions: ['interest'] },
}
const CHARGES: Earned = {
  ...{ receivable: '1103', advance: null, income: ['4103', '4104'] },
  ...{ types: ['FEE', 'PENALTY'], portions: ['fees', 'penalties'] },
}

/** What the loan owes of it, said by the books: what is receivable and what is still to be raised. */
function owedOf(
  ledger: OwnLedger,
  { schedule, totals }: DerivedLoan,
  { receivable, advance, income, types, portions }: Earned,
): bigint {
  const of = (figures: Portions) => minor(portions.map((portion) => figures[portion]))
  const scheduled = minor(schedule.map(({ owed }) => of(owed)))
  const raised = -minor(income.map((account) => ledger.balance(account)))
  const invoices = new Set(
    [...ledger.invoices.values()].filter(({ type }) => types.includes(type)).map(({ no }) => no),
  )
  const booked = ledger.allocations.filter(
    ({ source, invoiceNo }) =>
      (source === 'WAIVER' || source === 'WRITE_OFF') && invoices.has(invoiceNo),
  )
  const neverRaised =
    of(totals.waived) + of(totals.writtenOff) - minor(booked.map(({ amount }) => amount))
  const ahead = advance === null ? 0n : -ledger.balance(advance)
  return ledger.balance(receivable) + (scheduled - raised - neverRaised) - ahead
}

/** What is open of charges that have fallen due. */
function chargesDue({ charges, schedule, status }: DerivedLoan, today: string): bigint {
  if (status === 'Closed (written off)') return 0n
  return minor(
    charges.flatMap(({ dueOn, parts, reversed }) =>
      parts
        .filter(({ installment }) => {
          const due = dueOn ?? schedule.find(({ no }) => no === installment)?.due ?? today
          return !reversed && due <= today
        })
        .map(({ outstanding }) => outstanding),
    ),
  )
}

function openOf(ledger: OwnLedger, ...types: readonly string[]): bigint {
  return minor(
    ledger
      .openInvoices()
      .filter(({ type }) => types.includes(type))
      .map(({ open }) => open),
  )
}

function leftOf(ledger: OwnLedger, kind: string): bigint {
  return minor(
    ledger.books.credits
      .filter((credit) => (credit.kind ?? 'CREDIT') === kind)
      .map(({ open }) => open),
  )
}
