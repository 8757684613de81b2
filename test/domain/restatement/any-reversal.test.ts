import fc from 'fast-check'

import { CONTROL_ACCOUNTS, CONTROL_SIDES } from '../../../src/domain/books/control-accounts'
import type { ChangeEntry } from '../../../src/domain/books/ledger-change'
import { addDays } from '../../../src/domain/values/calendar'
import type { StoredPosting } from '../../../src/domain/restatement/stored-posting'
import type { PaperLedger } from '../../../src/verify/paper-ledger'
import { life, live } from '../../support/lives'
import { repayment, reversal } from '../../support/loan-events'
import { tellLoan } from '../../support/told-loan'
import { runs } from '../../support/runs'

const RUNS = runs(150)

/** The sums of parts by a name, without those that are nothing. */
function sums(parts: readonly (readonly [name: string, amount: bigint])[]): [string, bigint][] {
  const all = new Map<string, bigint>()
  for (const [name, amount] of parts) all.set(name, (all.get(name) ?? 0n) + amount)
  return [...all].filter(([, sum]) => sum !== 0n).sort(([one], [other]) => (one < other ? -1 : 1))
}

function balancesAt(entries: readonly ChangeEntry[], date: string): Map<string, bigint> {
  return new Map(
    sums(
      entries
        .filter((entry) => entry.date <= date)
        .flatMap(({ lines }) => lines.map(({ account, amount }) => [account, amount] as const)),
    ),
  )
}

function daysOf({ entries }: PaperLedger): string[] {
  return [...new Set(entries.map(({ date }) => date))].sort()
}

const accountsOf = ({ entries }: Pick<StoredPosting, 'entries'>) =>
  sums(
    entries.flatMap(({ part, lines }) =>
      lines.map(({ account, amount }) => [`${part} ${account}`, amount] as const),
    ),
  )

describe('any reversals', () => {
  it('leave loan and books as if the reversed events had never happened', () => {
    fc.assert(
      fc.property(life(), (steps) => {
        const { ledger, position, standing } = live(steps)
        const never = tellLoan(standing)
        expect(never.told.every(({ accepted }) => accepted)).toBe(true)
        expect(position).toEqual(never.position)

        const now = ledger.standing(standing)
        const invoiceOf = (no: number) => {
          const { type, date } = ledger.invoices.get(no) ?? {}
          return `${type} ${date}`
        }
        const typeOf = new Map(
          never.told.flatMap((told) =>
            told.accepted
              ? told.posting.invoices.map(({ no, type, date }) => [no, `${type} ${date}`] as const)
              : [],
          ),
        )
        never.told.forEach((told, index) => {
          const stands = now[index]
          if (!told.accepted || stands === undefined) throw new Error('an event is missing')
          const { posting } = told
          expect(accountsOf(stands)).toEqual(accountsOf(posting))
          expect(
            sums(
              stands.allocations.map(({ invoiceNo, eventId, source, amount }) => [
                `${invoiceOf(invoiceNo)} ${eventId} ${source}`,
                amount,
              ]),
            ),
          ).toEqual(
            sums(
              posting.allocations.map(({ invoiceNo, eventId, source, amount }) => [
                `${typeOf.get(invoiceNo)} ${eventId} ${source}`,
                amount,
              ]),
            ),
          )
          expect(stands.invoices.map(({ type, date, amount }) => [type, date, amount])).toEqual(
            posting.invoices.map(({ type, date, amount }) => [type, date, amount]),
          )
          expect(stands.credit?.amount ?? 0n).toEqual(posting.credits[0]?.amount ?? 0n)
        })
        const open = [...ledger.invoices.values()].filter((invoice) => invoice.open > 0n)
        expect(open.map(({ type, date, open: left }) => `${type} ${date} ${left}`).sort()).toEqual(
          never.books.invoices
            .map(({ type, date, open: left }) => `${type} ${date} ${left}`)
            .sort(),
        )
      }),
      RUNS,
    )
  })

  it('keep every entry at zero and number nothing twice', () => {
    fc.assert(
      fc.property(life(), (steps) => {
        const { ledger } = live(steps)
        for (const entry of ledger.entries) {
          expect(entry.lines.reduce((total, { amount }) => total + amount, 0n)).toBe(0n)
        }
        for (const numbered of [
          ledger.entries,
          [...ledger.invoices.values()].sort((one, other) => one.no - other.no),
          ledger.allocations,
        ]) {
          expect(numbered.map(({ no }) => no)).toEqual(numbered.map((_, index) => index + 1))
        }
      }),
      RUNS,
    )
  })

  it('mirror an entry exactly, once, and not before it was booked', () => {
    fc.assert(
      fc.property(life(), (steps) => {
        const { ledger } = live(steps)
        const mirrors = ledger.entries.filter(({ reverses }) => reverses !== null)
        expect(new Set(mirrors.map(({ reverses }) => reverses)).size).toBe(mirrors.length)
        for (const mirror of mirrors) {
          const mirrored = ledger.entries.find(({ no }) => no === mirror.reverses)
          expect(mirror.lines).toEqual(
            mirrored?.lines.map(({ account, amount }) => ({ account, amount: -amount })),
          )
          expect(mirror.date >= (mirrored?.date ?? '')).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it.each([{ closings: false }, { closings: true }])(
    'never leave a receivable or a credit on the wrong side at any date (%p)',
    (options) => {
      fc.assert(
        fc.property(life(options), (steps) => {
          const { ledger } = live(steps)
          for (const day of daysOf(ledger)) {
            const balances = balancesAt(ledger.entries, day)
            for (const account of CONTROL_ACCOUNTS) {
              const held = (balances.get(account) ?? 0n) * CONTROL_SIDES[account]
              if (held < 0n) throw new Error(`${account} holds ${held} on ${day}`)
            }
          }
        }),
        RUNS,
      )
    },
  )

  it('leave nothing to a reversal of what stands for nothing, from whatever day', () => {
    fc.assert(
      fc.property(life({ closings: true }), fc.integer({ min: 0, max: 500 }), (steps, day) => {
        const { ledger, standing } = live(steps)
        const [rows, allocations] = [ledger.entries.length, ledger.allocations.length]
        const nothing = repayment(1000, { interest: '1' })
        const reversalDate = addDays('2024-11-20', day)
        const undoing = reversal(1001, nothing.eventId, { reversalDate })
        ledger.reverse(undoing, [...standing, nothing])
        expect(ledger.entries.slice(rows)).toEqual([])
        expect(ledger.allocations.slice(allocations)).toEqual([])
      }),
      RUNS,
    )
  })

  it('date allocations as the entries that book them, so that invoices equal their account daily', () => {
    fc.assert(
      fc.property(life(), (steps) => {
        const { ledger } = live(steps)
        const entryOf = new Map(ledger.entries.map((entry) => [entry.no, entry]))
        for (const day of daysOf(ledger)) {
          const booked = (account: string) =>
            ledger.entries
              .filter(({ date }) => date <= day)
              .flatMap(({ part, lines }) =>
                ['RECEIPT', 'CREDIT_USE', 'WAIVER', 'WRITE_OFF'].includes(part ?? '')
                  ? lines.filter((line) => line.account === account)
                  : [],
              )
              .reduce((total, { amount }) => total - amount, 0n)
          const allocated = (type: string) =>
            ledger.allocations
              .filter(
                ({ date, invoiceNo }) =>
                  date <= day && ledger.invoices.get(invoiceNo)?.type === type,
              )
              .reduce((total, { amount }) => total + amount, 0n)
          expect(allocated('DISBURSEMENT')).toBe(booked('1101'))
          expect(allocated('INTEREST')).toBe(booked('1102'))
        }
        for (const { entryNo } of ledger.allocations) expect(entryOf.has(entryNo ?? 0)).toBe(true)
      }),
      RUNS,
    )
  })
})
