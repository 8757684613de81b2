import type { ReversalEvent } from '../../../src/domain/events/stream-event'
import { PaperLedger } from '../../../src/verify/paper-ledger'
import {
  disbursement,
  earlySettlement,
  eventIdOf,
  repayment,
  reversal,
  revenueReport,
} from '../../support/loan-events'
import { readable } from '../books/journal'

const TODAY = '2025-11-25'
const undo = (seq: number, of: number, reversalDate: string, more: object = {}): ReversalEvent =>
  reversal(seq, eventIdOf(of), { reversalDate, ...more })

/** The entries that the last of some steps adds. */
function added(ledger: PaperLedger, step: () => void): string[][] {
  const before = ledger.entries.length
  step()
  return readable(ledger.entries.slice(before))
}

describe('the day an entry is booked on', () => {
  it('lets an advance wait again where the invoice it has paid is taken away', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '1000' })
    const march = revenueReport(2, { month: '2025-03', amount: '30' })
    const april = revenueReport(3, { month: '2025-04', amount: '30' })
    const paid = repayment(4, { interest: '30', date: '2025-03-05' })
    for (const event of [lent, march, april, paid]) ledger.post(event)
    expect(
      added(ledger, () => ledger.reverse(undo(5, 2, '2025-03-31'), [lent, march, april, paid])),
    ).toEqual([
      ['6 2025-03-31 Reversal: Advance payment applied to interest', 'Cr 2102 30', 'Dr 1102 30'],
      ['7 2025-03-31 Reversal: Interest for 2025-03', 'Cr 1102 30', 'Dr 4101 30'],
      ['8 2025-04-30 Advance payment applied to interest', 'Dr 2102 30', 'Cr 1102 30'],
    ])
    expect(
      ledger.allocations.map(({ date, amount, invoiceNo }) => [date, amount, invoiceNo]),
    ).toEqual([
      ['2025-03-31', 30n, 2],
      ['2025-03-31', -30n, 2],
      ['2025-04-30', 30n, 3],
    ])
  })

  it('waits with the mirror of revenue until the reversal of what paid it takes effect', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '1000' })
    const january = revenueReport(2, { month: '2025-01', amount: '30' })
    const paid = repayment(3, { interest: '30', date: '2025-02-10' })
    for (const event of [lent, january, paid]) ledger.post(event)
    ledger.reverse(undo(4, 3, TODAY), [lent, january, paid])
    expect(added(ledger, () => ledger.reverse(undo(5, 2, '2025-02-28'), [lent, january]))).toEqual([
      [`5 ${TODAY} Reversal: Interest for 2025-01`, 'Cr 1102 30', 'Dr 4101 30'],
    ])
  })

  it('takes a correction as credit until the reversal before it takes effect', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '100' })
    const paid = repayment(2, { principal: '100', date: '2025-02-10' })
    for (const event of [lent, paid]) ledger.post(event)
    ledger.reverse(undo(3, 2, TODAY), [lent, paid])
    const corrected = repayment(4, { principal: '90', date: '2025-02-12' })
    expect(added(ledger, () => ledger.post(corrected))).toEqual([
      ['4 2025-02-12 Repayment', 'Dr 1001 90', 'Cr 2102 90'],
      [`5 ${TODAY} Advance payment applied to principal`, 'Dr 2102 90', 'Cr 1101 90'],
    ])
    expect(ledger.allocations.at(-1)).toMatchObject({ entryNo: 5, date: TODAY, amount: 90n })
  })

  it('takes a loan away only once what settled it is taken back', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '1000' })
    const settled = earlySettlement(2, { principal: '1000', date: '2025-02-15' })
    for (const event of [lent, settled]) ledger.post(event)
    ledger.reverse(undo(3, 2, '2025-12-02'), [lent, settled])
    expect(added(ledger, () => ledger.reverse(undo(4, 1, '2025-12-01'), [lent]))).toEqual([
      ['4 2025-12-02 Reversal: Loan disbursement', 'Cr 1101 1000', 'Dr 1001 1000'],
    ])
  })

  it('takes a receipt in pieces as what it pays becomes open', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '100' })
    const first = repayment(2, { principal: '60', date: '2025-02-10' })
    const second = repayment(3, { principal: '40', date: '2025-02-11' })
    for (const event of [lent, first, second]) ledger.post(event)
    ledger.reverse(undo(4, 2, '2025-03-10'), [lent, first, second])
    ledger.reverse(undo(5, 3, '2025-04-10'), [lent, second])
    expect(
      added(ledger, () => ledger.post(repayment(6, { principal: '90', date: '2025-02-12' }))),
    ).toEqual([
      ['6 2025-02-12 Repayment', 'Dr 1001 90', 'Cr 2102 90'],
      ['7 2025-03-10 Advance payment applied to principal', 'Dr 2102 60', 'Cr 1101 60'],
      ['8 2025-04-10 Advance payment applied to principal', 'Dr 2102 30', 'Cr 1101 30'],
    ])
  })

  it('is in no closed period, however far back a reversal is dated', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '100' })
    const paid = repayment(2, { principal: '60', date: '2025-02-10' })
    for (const event of [lent, paid]) ledger.post(event)
    const closed = undo(3, 2, '2025-02-10', { closedThrough: '2025-06-30' })
    expect(added(ledger, () => ledger.reverse(closed, [lent, paid]))).toEqual([
      ['3 2025-07-01 Reversal: Repayment', 'Cr 1001 60', 'Dr 1101 60'],
    ])
  })

  it('adds nothing for events that later reversals do not change, however many they are', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1, { amount: '1000', date: '2024-12-25' })
    const october = revenueReport(2, { month: '2025-10', amount: '90' })
    const gone = repayment(3, { principal: '500', interest: '59', date: '2025-04-07' })
    const ahead = repayment(4, { interest: '211', date: '2025-01-09' })
    const may = revenueReport(5, { month: '2025-05', amount: '181' })
    for (const event of [lent, october, gone, ahead, may]) ledger.post(event)
    ledger.reverse(undo(6, 3, '2025-09-01'), [lent, october, gone, ahead, may])

    const touched = [7, 9, 11].map((seq) => {
      const passing = repayment(seq, { principal: '1', date: '2025-08-20' })
      ledger.post(passing)
      const before = ledger.entries.length
      ledger.reverse(undo(seq + 1, seq, '2025-09-01'), [lent, october, ahead, may, passing])
      return ledger.entries.slice(before).map(({ eventId }) => eventId)
    })
    expect(touched).toEqual([7, 9, 11].map((seq) => [eventIdOf(seq)]))
  })

  it('keeps what an entry of before pays that a closed period had moved away from it', () => {
    const ledger = new PaperLedger()
    const lent = disbursement(1)
    const february = revenueReport(2, { month: '2025-02', amount: '30' })
    const october = revenueReport(3, { month: '2025-10', amount: '90' })
    const paid = repayment(4, {
      ...{ interest: '100', date: '2025-03-10', closedThrough: '2025-05-31' },
    })
    for (const event of [lent, february, october, paid]) ledger.post(event)
    ledger.adopt(
      ledger.entries.map((entry) => ({ ...entry, part: null })),
      ledger.allocations.map((one) => ({
        ...{ ...one, entryNo: null, date: one.invoiceNo === 2 ? '2025-03-10' : one.date },
      })),
    )
    ledger.reverse(undo(5, 3, TODAY), [lent, february, october, paid])
    expect(ledger.invoices.get(2)?.open).toBe(0n)
  })
})
