import { strict as assert } from 'node:assert'

import type { Database } from '../../src/platform/database'
import { PaperLedger } from '../../src/verify/paper-ledger'
import { minorOf } from './answers'
import type { LoanAnswer } from './answers'
import { balancesOf } from './arithmetic'
import type { Balances } from './arithmetic'
import { readJournal } from './journal'
import type { RecordedEntry } from './journal'
import type { StreamItem } from './request'
import { StreamModel } from './stream-model'

/**
 * A settled loan against two models. The fold (stream-model.ts) shares the domain's rules and
 * nothing else: it says what becomes of each event, and with the ledger on paper what every
 * entry and invoice must be. The arithmetic (arithmetic.ts) shares nothing.
 */
export async function checkLoan(
  database: Database,
  businessId: string,
  loanId: string,
  stream: readonly StreamItem[],
  loan: LoanAnswer | undefined,
): Promise<void> {
  const events = stream.map(({ event }) => event)
  const ledger = new PaperLedger()
  const model = new StreamModel(stream, stream.length, { books: ledger })
  const journal = await readJournal(database, businessId, loanId)

  assert.deepEqual(journal, entriesOf(ledger), `the journal of ${loanId}`)
  for (const { no, lines } of journal) {
    const sum = lines.reduce((total, { amount }) => total + BigInt(amount), 0n)
    assert.equal(sum, 0n, `entry ${no} of ${loanId}`)
  }
  assert.deepEqual(balancesIn(journal), balancesOf(model.posted), `the accounts of ${loanId}`)
  if (loan === undefined) {
    assert.deepEqual(events, [], `${loanId} is not there`)
    return
  }
  const { position } = model
  assert.deepEqual(
    [loan.status, loan.principalOutstanding, loan.interestOutstanding, loan.creditBalance].map(
      (shown, place) => (place === 0 ? shown : minorOf(shown)),
    ),
    [
      ...[position.status, position.principalOutstanding],
      ...[position.interestOutstanding, position.creditBalance],
    ],
    `the figures of ${loanId}`,
  )
  assert.deepEqual(
    loan.invoices.map(({ amount, open, number, type, date }) => [
      ...[number, type, date],
      ...[minorOf(amount), minorOf(open)],
    ]),
    [...ledger.invoices.values()].map(({ no, type, date, amount, open }) => [
      ...[`${loanId}-${no}`, type, date],
      ...[amount, open],
    ]),
    `the invoices of ${loanId}`,
  )
}

function entriesOf(ledger: PaperLedger): RecordedEntry[] {
  return ledger.entries.map(
    ({ no, eventId, causedBy, date, valueDate, description, reverses, lines }) => ({
      ...{ no, eventId, causedBy, date, valueDate, description, reverses },
      lines: lines.map(({ account, amount }) => ({ account, amount: amount.toString() })),
    }),
  )
}

function balancesIn(journal: readonly RecordedEntry[]): Balances {
  const balances: Balances = {}
  for (const { account, amount } of journal.flatMap(({ lines }) => lines)) {
    balances[account] = (balances[account] ?? 0n) + BigInt(amount)
  }
  return Object.fromEntries(
    Object.entries(balances)
      .filter(([, balance]) => balance !== 0n)
      .sort(),
  )
}
