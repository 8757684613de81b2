import fc from 'fast-check'

import type { LoanEvent, ReversalEvent } from '../../../src/domain/events/stream-event'
import type { Allocation, JournalEntry } from '../../../src/domain/books/books'
import { initialPosition, judgeEvent } from '../../../src/domain/pushed/judge-event'
import type { LoanPosition } from '../../../src/domain/pushed/position'
import { judgeReversal } from '../../../src/domain/restatement/judge-reversal'
import type { StoredEntry } from '../../../src/domain/restatement/stored-posting'
import { PaperLedger } from '../../../src/verify/paper-ledger'
import { loanStory } from '../../support/arbitraries'
import { reversal } from '../../support/loan-events'
import { tellLoan } from '../../support/told-loan'

const RUNS = { numRuns: 150 }

interface ReversalChoice {
  target: number
  days: number
  cascade: boolean
}

const choice: fc.Arbitrary<ReversalChoice> = fc.record({
  target: fc.nat({ max: 1000 }),
  days: fc.integer({ min: 0, max: 27 }),
  cascade: fc.boolean(),
})

/** A loan that was told a story and then had some of its events reversed, one after the other. */
function live(events: readonly LoanEvent[], choices: readonly ReversalChoice[]) {
  const ledger = new PaperLedger()
  let standing: LoanEvent[] = []
  let position: LoanPosition = initialPosition()
  for (const event of events) {
    const judgement = judgeEvent(position, event)
    if (!judgement.accepted) continue
    position = judgement.position
    ledger.post(event)
    standing.push(event)
  }
  let seq = events.length
  // A reversal dated before an earlier one would take back what that one already has.
  for (const chosen of choices.toSorted((one, other) => one.days - other.days)) {
    const target = standing[chosen.target % Math.max(1, standing.length)]
    if (target === undefined) break
    seq += 1
    const undo = reversalOf(seq, target, chosen)
    const judgement = judgeReversal(standing, undo)
    if (!judgement.accepted) continue
    position = judgement.position
    ledger.reverse(undo, standing)
    standing = standing.filter(({ eventId }) => !judgement.withdrawn.includes(eventId))
  }
  return { ledger, position, standing }
}

function reversalOf(
  seq: number,
  { eventId }: LoanEvent,
  { days, cascade }: ReversalChoice,
): ReversalEvent {
  const reversalDate = `2025-12-${String(days + 1).padStart(2, '0')}`
  return reversal(seq, eventId, { reversalDate, cascade })
}

const contentOfStored = ({ valueDate, description, lines }: StoredEntry) =>
  show([valueDate, description, lines])
const contentOfPosted = ({ date, description, lines }: JournalEntry) =>
  show([date, description, lines])
const contentOf = ({ eventId, amount, source, date }: Omit<Allocation, 'no' | 'invoiceNo'>) =>
  show([eventId, amount, source, date])

function show(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

/** What stands of old and what was added later come in another order. */
function expectSame(some: string[], others: string[]): void {
  expect(some.sort()).toEqual(others.sort())
}

const lives = fc.tuple(loanStory(), fc.array(choice, { minLength: 1, maxLength: 6 }))

describe('any reversals', () => {
  it('leave loan and books as if the reversed events had never happened', () => {
    fc.assert(
      fc.property(lives, ([events, choices]) => {
        const { ledger, position, standing } = live(events, choices)
        const never = tellLoan(standing)
        expect(never.told.every(({ accepted }) => accepted)).toBe(true)
        expect(position).toEqual(never.position)

        const now = ledger.standing(standing)
        never.told.forEach((told, index) => {
          const stands = now[index]
          if (!told.accepted || stands === undefined) throw new Error('an event is missing')
          const { posting } = told
          expectSame(stands.entries.map(contentOfStored), posting.entries.map(contentOfPosted))
          expectSame(stands.allocations.map(contentOf), posting.allocations.map(contentOf))
          expect(stands.invoice?.amount).toEqual(posting.invoices[0]?.amount)
          expect(stands.credit?.amount ?? 0n).toEqual(posting.credits[0]?.amount ?? 0n)
        })
        const open = [...ledger.invoices.values()].filter((invoice) => invoice.open > 0n)
        expect(open.map(({ type, date, open: left }) => [type, date, left])).toEqual(
          never.books.invoices.map(({ type, date, open: left }) => [type, date, left]),
        )
      }),
      RUNS,
    )
  })

  it('keep every entry at zero and number nothing twice', () => {
    fc.assert(
      fc.property(lives, ([events, choices]) => {
        const { ledger } = live(events, choices)
        for (const entry of ledger.entries) {
          expect(entry.lines.reduce((total, { amount }) => total + amount, 0n)).toBe(0n)
        }
        for (const numbered of [
          ledger.entries,
          [...ledger.invoices.values()],
          ledger.allocations,
        ]) {
          expect(numbered.map(({ no }) => no)).toEqual(numbered.map((_, index) => index + 1))
        }
      }),
      RUNS,
    )
  })

  it('mirror an entry exactly, once, and not before the reversal', () => {
    fc.assert(
      fc.property(lives, ([events, choices]) => {
        const { ledger } = live(events, choices)
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

  it('never leave a receivable or a credit on the wrong side at any date', () => {
    fc.assert(
      fc.property(lives, ([events, choices]) => {
        const { ledger } = live(events, choices)
        const dates = [...new Set(ledger.entries.map(({ date }) => date))].sort()
        for (const date of dates) {
          const balance = (account: string) =>
            ledger.entries
              .filter((entry) => entry.date <= date)
              .flatMap(({ lines }) => lines)
              .filter((line) => line.account === account)
              .reduce((total, { amount }) => total + amount, 0n)
          expect(balance('1101')).toBeGreaterThanOrEqual(0n)
          expect(balance('1102')).toBeGreaterThanOrEqual(0n)
          expect(balance('2102')).toBeLessThanOrEqual(0n)
        }
      }),
      RUNS,
    )
  })
})
