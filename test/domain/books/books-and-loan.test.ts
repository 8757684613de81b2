import fc from 'fast-check'
import { loanStory, loanStoryOverClosings } from '../../support/arbitraries'
import { postingsOf, tellLoan } from '../../support/told-loan'
import {
  balanceOf,
  dailyBalances,
  invoicesOf,
  openTotal,
  receivedBy,
  sum,
  type InvoiceFigures,
} from './ledger-figures'
import { oldestCreditsFirst } from '../../../src/domain/books/allocation'
import { runs } from '../../support/runs'

const RUNS = runs(120)

const isPayout = ({ part }: { part: string }) => part === 'PAYOUT'

describe('any sequence of events', () => {
  it('keeps every entry, and so the ledger, at zero', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        for (const { lines } of postingsOf(tellLoan(events)).flatMap(({ entries }) => entries)) {
          expect(sum(lines.map((line) => line.amount))).toBe(0n)
          expect(lines.length).toBeGreaterThanOrEqual(2)
          expect(lines.every((line) => line.amount !== 0n)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('leaves loan and books the same after each event', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        tellLoan(events, (loan) => {
          const postings = postingsOf(loan)
          const invoices = invoicesOf(postings)
          const { position, books } = loan
          expect(openTotal(invoices, 'DISBURSEMENT')).toBe(position.principalOutstanding)
          expect(openTotal(invoices, 'INTEREST')).toBe(position.interestOutstanding)
          expect(sum(books.credits.map(({ open }) => open))).toBe(position.creditBalance)
          expect(
            oldestCreditsFirst(books.credits).map(({ date, open }) => ({ date, open })),
          ).toEqual(position.credits)
          expect(balanceOf(postings, '1101')).toBe(position.principalOutstanding)
          expect(balanceOf(postings, '1102')).toBe(position.interestOutstanding)
          expect(balanceOf(postings, '2102')).toBe(-position.creditBalance)
          expect(books.invoices).toEqual(
            invoices
              .filter(({ open }) => open > 0n)
              .map(({ no, type, date, open }) => ({ no, type, date, open })),
          )
          if (position.creditBalance > 0n) expect(position.interestOutstanding).toBe(0n)
        })
      }),
      RUNS,
    )
  })

  it('gives the status that follows from what is open', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        tellLoan(events, (loan) => {
          const invoices = invoicesOf(postingsOf(loan))
          const allClosed = invoices.every(({ open }) => open === 0n)
          const hasCredit = balanceOf(postingsOf(loan), '2102') !== 0n
          const closed = hasCredit ? 'Overpaid' : 'Closed (obligations met)'
          const isLost = balanceOf(postingsOf(loan), '5101') > 0n
          const disbursed = isLost ? 'Closed (written off)' : allClosed ? closed : 'Active'
          expect(loan.position.status).toBe(invoices.length === 0 ? 'Approved' : disbursed)
        })
      }),
      RUNS,
    )
  })

  it('allocates no more than an invoice is for, nor than a receipt brought', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        const loan = tellLoan(events)
        const postings = postingsOf(loan)
        const allocations = postings.flatMap((posting) => posting.allocations)
        for (const { open } of invoicesOf(postings)) expect(open >= 0n).toBe(true)
        for (const { amount } of allocations) expect(amount > 0n).toBe(true)
        let refunded = 0n
        for (const { event } of loan.told) {
          const own = allocations.filter((each) => each.eventId === event.eventId)
          const money = own.filter(({ source }) => source === 'RECEIPT' || source === 'CREDIT')
          const credit = loan.books.credits.find((each) => each.eventId === event.eventId)
          const received = loan.told.some((told) => told.event === event && told.accepted)
            ? receivedBy(event)
            : 0n
          const used = sum(money.map(({ amount }) => amount)) + (credit?.open ?? 0n)
          expect(used <= received).toBe(true)
          refunded += received - used
        }
        const paidOut = postings.filter(({ entries }) => entries.some(isPayout))
        expect(refunded).toBe(-balanceOf(paidOut, '1001'))
      }),
      RUNS,
    )
  })

  it('pays no interest invoice while an older one is open', () => {
    const isOlder = (one: InvoiceFigures, other: InvoiceFigures) =>
      one.date < other.date || (one.date === other.date && one.no < other.no)
    fc.assert(
      fc.property(loanStory(), (events) => {
        tellLoan(events, (loan) => {
          const interest = invoicesOf(postingsOf(loan)).filter(({ type }) => type === 'INTEREST')
          const last = loan.told.at(-1)
          if (last?.accepted !== true) return
          for (const { invoiceNo } of last.posting.allocations) {
            const paid = interest.find(({ no }) => no === invoiceNo)
            if (paid === undefined) continue
            const older = interest.filter((invoice) => isOlder(invoice, paid))
            if (last.event.kind !== 'REVENUE_REPORT') {
              expect(older.filter(({ open }) => open > 0n)).toEqual([])
            }
          }
        })
      }),
      RUNS,
    )
  })

  it('splits every event into parts that make up its amount', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        for (const told of tellLoan(events).told) {
          if (!told.accepted) continue
          const { split, posting } = told
          const { amount, principal, interest, fees, overpayment, waived } = split
          expect(principal + interest + fees + overpayment).toBe(amount)
          expect(-balanceOf([posting], '4103')).toBe(fees)
          expect(balanceOf([posting], '5102')).toBe(waived)
          const takesCredit = ['CREDIT_REFUND', 'WRITE_OFF'].includes(told.event.kind)
          if (takesCredit) expect(balanceOf([posting], '2102')).toBe(overpayment)
          expect(sum(posting.credits.map((credit) => credit.amount))).toBe(
            takesCredit ? 0n : overpayment,
          )
          if (told.event.kind === 'WRITE_OFF') {
            expect(balanceOf([posting], '5101')).toBe(principal + interest)
          }
          if (receivedBy(told.event) > 0n) {
            expect(balanceOf([posting], '1001')).toBe(amount)
            expect(-balanceOf([posting], '1101')).toBe(principal)
          }
        }
      }),
      RUNS,
    )
  })

  it('numbers entries, invoices and allocations one after the other', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        const loan = tellLoan(events)
        const postings = postingsOf(loan)
        const numbered = [
          [postings.flatMap(({ entries }) => entries), loan.books.nextEntry],
          [postings.flatMap(({ invoices }) => invoices), loan.books.nextInvoice],
          [postings.flatMap(({ allocations }) => allocations), loan.books.nextAllocation],
        ] as const
        for (const [made, next] of numbered) {
          expect(made.map(({ no }) => no)).toEqual(made.map((_, place) => place + 1))
          expect(next).toBe(made.length + 1)
        }
      }),
      RUNS,
    )
  })

  it('gives the same books when it is told again', () => {
    fc.assert(
      fc.property(loanStory(), (events) => {
        expect(tellLoan(structuredClone(events))).toEqual(tellLoan(events))
      }),
      RUNS,
    )
  })

  it('dates every allocation as the entry that books it, which pays just what is allocated', () => {
    fc.assert(
      fc.property(loanStoryOverClosings(), (events) => {
        for (const { entries, allocations } of postingsOf(tellLoan(events))) {
          for (const { no, part, date, lines } of entries) {
            const booked = allocations.filter(({ entryNo }) => entryNo === no)
            expect(booked.every((allocation) => allocation.date === date)).toBe(true)
            if (part === 'DISBURSEMENT' || part === 'INTEREST') continue
            const paid = lines.filter(({ account }) => account === '1101' || account === '1102')
            expect(sum(booked.map(({ amount }) => amount))).toBe(
              -sum(paid.map(({ amount }) => amount)),
            )
          }
        }
      }),
      RUNS,
    )
  })

  it.each([
    ['books that were never closed', loanStory()],
    ['books that are closed further and further', loanStoryOverClosings()],
  ])('has no receivable and no credit on the wrong side at any date: %s', (_what, stories) => {
    fc.assert(
      fc.property(stories, (events) => {
        const postings = postingsOf(tellLoan(events))
        for (const receivable of ['1101', '1102']) {
          expect(dailyBalances(postings, receivable).filter((balance) => balance < 0n)).toEqual([])
        }
        for (const liability of ['2101', '2102']) {
          expect(dailyBalances(postings, liability).filter((balance) => balance > 0n)).toEqual([])
        }
      }),
      RUNS,
    )
  })

  it('books nothing in a closed period, and keeps in mind the day it belongs on', () => {
    fc.assert(
      fc.property(loanStoryOverClosings(), (events) => {
        for (const told of tellLoan(events).told) {
          if (!told.accepted) continue
          const { closedThrough } = told.event.payload
          const { entries } = told.posting
          expect(entries.every((entry) => entry.date > (closedThrough ?? ''))).toBe(true)
          expect(entries.every(({ date, valueDate }) => date >= valueDate)).toBe(true)
          const open = told.event.effectiveDate > (closedThrough ?? '')
          const first = entries[0]
          expect(first?.valueDate).toBe(told.event.effectiveDate)
          // Interest that is invoiced ahead is given up on the day of its invoice.
          if (open && told.event.kind !== 'WRITE_OFF')
            expect(first?.date).toBe(told.event.effectiveDate)
        }
      }),
      RUNS,
    )
  })
})
