import type { LoanBooks } from '../../../../src/domain/books/books'
import { emptyBooks } from '../../../../src/domain/books/books'
import { postEvent } from '../../../../src/domain/books/posting/post-event'
import type { LoanEvent } from '../../../../src/domain/events/stream-event'
import { addDays } from '../../../../src/domain/values/calendar'
import { PaperLedger } from '../../../../src/verify/paper-ledger'
import { callsOf } from '../../../support/count-calls'
import { disbursement, repayment } from '../../../support/loan-events'

const SHORT = 100
const LONG = 1_000
/** Where each event costs the same the longer loan takes 10 times as much; squared, 100 times. */
const MOST = 15
/** What is done so often at most, however long the loan, is not looked at. */
const FEW = 100

/** How long the loan runs, however many receipts it has: what counts a date's days is alike. */
const DAYS = 3_000

/** A loan whose receipts come in the reverse order of their dates. */
function lifeOf(size: number): LoanEvent[] {
  const paid = Array.from({ length: size - 1 }, (_, place) =>
    repayment(place + 2, {
      principal: '10',
      interest: '0',
      date: addDays('2015-01-15', Math.floor((DAYS * (size - place)) / size)),
    }),
  )
  return [
    disbursement(1, { date: '2015-01-15', amount: '10000000', adminFee: '0', vat: '0' }),
    ...paid,
  ]
}

function posted(events: readonly LoanEvent[]): LoanBooks {
  return events.reduce((books, event) => postEvent(books, event).books, emptyBooks())
}

function retold(events: readonly LoanEvent[]): PaperLedger {
  const ledger = new PaperLedger()
  for (const event of events) ledger.post(event)
  return ledger
}

it.each<[string, (events: readonly LoanEvent[]) => unknown]>([
  ['posting in one batch', posted],
  ['the ledger on paper', retold],
])('%s costs as much for each of many receipts in reverse order', async (_what, run) => {
  const [short, long] = [lifeOf(SHORT), lifeOf(LONG)]
  const few = await callsOf(() => Promise.resolve(run(short)))
  const many = await callsOf(() => Promise.resolve(run(long)))
  const steep = [...many].filter(
    ([what, count]) => count > FEW && count > MOST * (few.get(what) ?? 0),
  )
  expect(steep).toEqual([])
})
