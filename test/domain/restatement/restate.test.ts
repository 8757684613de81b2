import fc from 'fast-check'

import { emptyBooks, type LoanBooks } from '../../../src/domain/books/books'
import { CONTROL_ACCOUNTS, CONTROL_SIDES } from '../../../src/domain/books/control-accounts'
import type { LoanEvent } from '../../../src/domain/events/stream-event'
import { derive } from '../../../src/domain/pushed/derive'
import { restate } from '../../../src/domain/restatement/restate'
import { PaperLedger } from '../../../src/verify/paper-ledger'
import { loanStory } from '../../support/arbitraries'
import { DatedChanges } from '../../../src/domain/books/dating/dated-changes'
import { tellLoan } from '../../support/told-loan'
import { runs } from '../../support/runs'

/** The events of a story that the rules accept. */
function accepted(events: readonly LoanEvent[]): LoanEvent[] {
  return tellLoan(events).told.flatMap(({ event, accepted: is }) => (is ? [event] : []))
}

function booksOf(ledger: PaperLedger): LoanBooks {
  const isOpen = ({ open }: { open: bigint }) => open > 0n
  return {
    ...emptyBooks(),
    ...ledger.counters,
    invoices: [...ledger.invoices.values()].filter(isOpen),
    credits: [...ledger.credits.values()].filter(isOpen),
    ahead: DatedChanges.of(
      ledger.entries.flatMap(({ date, lines }) =>
        lines.flatMap(({ account, amount }) => {
          const control = CONTROL_ACCOUNTS.find((one) => one === account)
          return control === undefined ? [] : [{ control, date, amount }]
        }),
      ),
    ),
  }
}

const chosen = fc.tuple(loanStory(), fc.nat({ max: 1000 }))

describe('an event that is put in where it belongs', () => {
  it('leaves the books as if it had come in its turn, from its own date on', () => {
    fc.assert(
      fc.property(chosen, ([story, pick]) => {
        const all = accepted(story)
        const late = all[1 + (pick % Math.max(1, all.length - 1))]
        if (late === undefined || all.length < 2) return
        const without = all.filter((event) => event !== late)
        // Without it a later event may be refused: then the loan cannot have stood so.
        if ('blocked' in derive(without)) return

        const ledger = new PaperLedger()
        for (const event of without) ledger.post(event)
        const cause = { eventId: late.eventId, date: late.effectiveDate, closedThrough: null }
        const change = restate(ledger.standing(without), all, cause, booksOf(ledger))

        const sums = new Map<string, bigint>()
        const add = (account: string, amount: bigint) =>
          sums.set(account, (sums.get(account) ?? 0n) + amount)
        for (const { lines } of [...ledger.entries, ...change.entries]) {
          for (const { account, amount } of lines) add(account, amount)
        }
        for (const told of tellLoan(all).told) {
          if (!told.accepted) continue
          for (const { lines } of told.posting.entries) {
            for (const { account, amount } of lines) add(account, -amount)
          }
        }
        expect([...sums].filter(([, sum]) => sum !== 0n)).toEqual([])
        expect(change.entries.every(({ causedBy }) => causedBy === late.eventId)).toBe(true)
        expect(change.entries.every(({ date }) => date >= late.effectiveDate)).toBe(true)

        const entries = [...ledger.entries, ...change.entries]
        for (const { date } of entries) {
          for (const control of CONTROL_ACCOUNTS) {
            const held = entries
              .filter((entry) => entry.date <= date)
              .flatMap(({ lines }) => lines)
              .filter(({ account }) => account === control)
              .reduce((total, { amount }) => total + amount * CONTROL_SIDES[control], 0n)
            if (held < 0n) throw new Error(`${control} holds ${held} on ${date}`)
          }
        }
      }),
      runs(300),
    )
  })
})
