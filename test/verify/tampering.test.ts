import { Client } from 'pg'

import { createBusiness } from '../../src/business/create-business'
import type { Finding } from '../../src/verify/difference'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase, type TestDatabase } from '../support/harness'
import { disbursement, earlySettlement, repayment, revenueReport } from '../support/loan-events'
import { postLoan } from './posted-loan'

const STORY = [
  disbursement(1, { adminFee: '50000', vat: '9000' }),
  revenueReport(2, { month: '2025-01', amount: '100000' }),
  repayment(3, { principal: '500000', interest: '130000', fee: '7000', feeName: 'Late fee' }),
  revenueReport(4, { month: '2025-02', amount: '80000' }),
  earlySettlement(5, { principal: '1', interest: '0', date: '2025-03-01' }),
  repayment(6, { principal: '100000', interest: '20000', date: '2025-03-15' }),
]

const BY = {
  line: (entry: number, line: number, set: string) => (id: string) =>
    `UPDATE journal_line SET ${set} WHERE stream_id = ${id} AND entry_no = ${entry} AND line_no = ${line}`,
  rows:
    (table: string, set: string, where = 'true') =>
    (id: string) =>
      `UPDATE ${table} SET ${set} WHERE stream_id = ${id} AND ${where}`,
  deleted:
    (table: string, where = 'true') =>
    (id: string) =>
      `DELETE FROM ${table} WHERE stream_id = ${id} AND ${where}`,
}

interface Tampering {
  name: string
  sql: (streamId: string) => string
  /** Checks that must have something to say, each with the subject it must name. */
  found: Record<string, string>
}

const TAMPERINGS: Tampering[] = [
  {
    name: 'the amount of one line',
    sql: BY.line(1, 1, 'amount = amount + 1'),
    found: {
      'entry-balance': 'journal entry 1, sum',
      'event-entries': 'event 1 (DISBURSEMENT), on account 1101',
      balances: 'principal outstanding, open in the books and account 1101',
      'derived-books': 'journal entry 1, lines',
    },
  },
  {
    name: 'two lines of an entry, so that it still balances',
    sql: (id) =>
      `UPDATE journal_line SET amount = amount * 2 WHERE stream_id = ${id} AND entry_no = 2`,
    found: {
      'event-entries': 'event 2 (REVENUE_REPORT), on account 4101',
      balances: 'interest outstanding, open in the books and account 1102',
      'derived-books': 'journal entry 2, lines',
    },
  },
  {
    name: 'the account of a line',
    sql: BY.line(1, 3, `account = '4103'`),
    found: { 'event-entries': 'event 1 (DISBURSEMENT), on account 4102' },
  },
  {
    name: 'a deleted line',
    sql: BY.deleted('journal_line', 'entry_no = 2 AND line_no = 2'),
    found: { 'entry-balance': 'journal entry 2, lines' },
  },
  {
    name: 'a deleted entry whose lines are left',
    sql: BY.deleted('journal_entry', 'no = 3'),
    found: { 'entry-balance': 'journal entry 3', 'derived-books': 'journal entry 3' },
  },
  {
    name: 'an entry deleted with its lines',
    sql: (id) =>
      `${BY.deleted('journal_line', 'entry_no = 2')(id)}; ${BY.deleted('journal_entry', 'no = 2')(id)}`,
    found: {
      'event-entries': 'event 2 (REVENUE_REPORT), POSTED',
      'derived-books': 'journal entry 2',
      'hash-chain': 'journal entry 3, hash',
    },
  },
  {
    name: 'the date of an entry',
    sql: BY.rows('journal_entry', `date = date + 1`, 'no = 1'),
    found: { 'derived-books': 'journal entry 1, date', 'hash-chain': 'journal entry 1, hash' },
  },
  {
    name: 'the date of a disbursement, behind what was paid',
    sql: BY.rows('journal_entry', `date = '2025-03-02'`, 'no = 1'),
    found: { 'account-sides': 'account 1101 on 2025-02-15' },
  },
  {
    name: 'the date of revenue, behind what was paid of it',
    sql: BY.rows('journal_entry', `date = '2025-02-20'`, 'no = 2'),
    found: { 'account-sides': 'account 1102 on 2025-02-15' },
  },
  {
    name: 'the date of a use of credit, before the credit',
    sql: BY.rows(
      'journal_entry',
      `date = '2025-01-31'`,
      `description LIKE 'Customer credit applied%'`,
    ),
    found: { 'account-sides': 'account 2102 on 2025-01-31' },
  },
  {
    name: 'the hash of an entry',
    sql: BY.rows('journal_entry', `hash = repeat('0', 64)`, 'no = 2'),
    found: { 'hash-chain': 'journal entry 2, hash' },
  },
  {
    name: 'the last entry cut off, and the head with it',
    sql: (id) =>
      `${BY.deleted('journal_line', 'entry_no = 5')(id)}; ${BY.deleted('journal_entry', 'no = 5')(id)};
       UPDATE ledger_loan SET chain_head = (SELECT hash FROM journal_entry WHERE stream_id = ${id} AND no = 4)
       WHERE stream_id = ${id}`,
    found: { 'derived-books': 'journal entry 5' },
  },
  {
    name: 'the head of the chain',
    sql: BY.rows('ledger_loan', `chain_head = 'x'`),
    found: { 'hash-chain': 'head of the hash chain' },
  },
  {
    name: 'what an invoice is open for',
    sql: BY.rows('invoice', 'open = open - 1', 'no = 1'),
    found: {
      allocations: 'invoice 1, allocated',
      balances: 'principal outstanding, open in the books and the loan',
      'derived-books': 'invoice 1, open',
    },
  },
  {
    name: 'the amount of an invoice with what is open',
    sql: BY.rows('invoice', 'amount = amount + 5, open = open + 5', 'no = 1'),
    found: { 'derived-books': 'invoice 1, amount' },
  },
  {
    name: 'an invoice that says it is cancelled',
    sql: BY.rows('invoice', `status = 'CANCELLED'`, 'no = 2'),
    found: { 'derived-books': 'invoice 2, status' },
  },
  {
    name: 'the credit of a receipt',
    sql: BY.rows('customer_credit', 'open = open + 1', 'open < amount'),
    found: { allocations: 'credit of event 3, used', balances: 'customer credit' },
  },
  {
    name: 'a deleted credit',
    sql: BY.deleted('customer_credit'),
    found: { allocations: 'event 3 (REPAYMENT), allocated or credited' },
  },
  {
    name: 'the amount of an allocation',
    sql: BY.rows('allocation', 'amount = amount + 1', 'no = 1'),
    found: { allocations: 'invoice 1, allocated', 'derived-books': 'allocation 1, amount' },
  },
  {
    name: 'an allocation moved to another invoice',
    sql: BY.rows('allocation', 'invoice_no = 1', 'no = 2'),
    found: { allocations: 'invoice 2, allocated', 'derived-books': 'allocation 2, invoice' },
  },
  {
    name: 'a posted event that says it failed',
    sql: BY.rows('loan_event', `status = 'FAILED', failure_code = 'LOAN_SETTLED'`, 'seq = 2'),
    found: {
      'event-entries': 'event 2 (REVENUE_REPORT), FAILED',
      'derived-outcomes': 'event 2 (REVENUE_REPORT), outcome',
    },
  },
  {
    name: 'a failed event that says it is posted',
    sql: BY.rows('loan_event', `status = 'POSTED'`, 'seq = 5'),
    found: {
      'event-entries': 'event 5 (EARLY_SETTLEMENT), POSTED',
      'derived-outcomes': 'event 5 (EARLY_SETTLEMENT), outcome',
    },
  },
  {
    name: 'an event that says it was reversed',
    sql: BY.rows('loan_event', `status = 'REVERSED'`, 'seq = 4'),
    found: { 'event-entries': 'event 4 (REVENUE_REPORT), on account 4101' },
  },
  {
    name: 'an event the ledger took that is staged again',
    sql: BY.rows('loan_event', `status = 'STAGED'`, 'seq = 6'),
    found: { 'stream-order': 'event 6 (REPAYMENT), status' },
  },
  {
    name: 'a deleted event',
    sql: BY.deleted('loan_event', 'seq = 4'),
    found: { 'stream-order': 'stream' },
  },
  {
    name: 'the last event deleted',
    sql: BY.deleted('loan_event', 'seq = 6'),
    found: { 'stream-order': 'stream, last event' },
  },
  {
    name: 'the figures of an event',
    sql: BY.rows('loan_event', `payload = jsonb_set(payload, '{amount}', '"100001"')`, 'seq = 2'),
    found: {
      'event-content': 'event 2 (REVENUE_REPORT), fingerprint',
      'event-entries': 'event 2 (REVENUE_REPORT), on account 4101',
    },
  },
  {
    name: 'the words of an event',
    sql: BY.rows('loan_event', `details = '{"feeName": "Another fee"}'`, 'seq = 3'),
    found: { 'event-content': 'event 3 (REPAYMENT), fingerprint' },
  },
  {
    name: 'an event without its figures',
    sql: BY.rows('loan_event', `payload = payload - 'amount'`, 'seq = 2'),
    found: { 'event-content': 'record', 'derived-outcomes': 'event 2' },
  },
  {
    name: 'the effective date of an event',
    sql: BY.rows('loan_event', `effective_date = '2024-01-01'`, 'seq = 3'),
    found: { 'event-content': 'event 3 (REPAYMENT), effective date' },
  },
  {
    name: 'the principal of the loan',
    sql: BY.rows('loan', 'principal_outstanding = principal_outstanding - 1'),
    found: {
      balances: 'principal outstanding, open in the books and the loan',
      'derived-loan': 'loan, principal outstanding',
    },
  },
  {
    name: 'the status of the loan',
    sql: BY.rows('loan', `status = 'Overpaid'`),
    found: { 'loan-status': 'loan, status', 'derived-loan': 'loan, status' },
  },
  {
    name: 'the split of a transaction',
    sql: BY.rows(
      'loan_transaction',
      'interest = interest - 1, principal = principal + 1',
      'seq = 3',
    ),
    found: { 'derived-loan': 'transaction of event 3 (REPAYMENT), principal' },
  },
  {
    name: 'a deleted transaction',
    sql: BY.deleted('loan_transaction', 'seq = 3'),
    found: { 'derived-loan': 'transaction of event 3 (REPAYMENT)' },
  },
  {
    name: 'a second split beside the one that stands',
    sql: (id) =>
      `INSERT INTO loan_transaction (stream_id, no, event_id, caused_by, generation, seq, type, date, amount,
                                     principal, interest, fees, waived, overpayment)
       SELECT stream_id, 99, event_id, caused_by, generation + 1, seq, type, date, amount,
              principal, interest, fees, waived, overpayment
       FROM loan_transaction WHERE stream_id = ${id} AND seq = 3`,
    found: { 'derived-loan': 'transaction of event 3 (REPAYMENT), again as no. 99' },
  },
  {
    name: 'the number of the next entry',
    sql: BY.rows('ledger_loan', 'next_entry = next_entry + 1'),
    found: { 'derived-books': 'ledger, next entry' },
  },
  {
    name: 'a ledger that is ahead of its loan',
    sql: BY.rows('ledger_loan', 'seq = seq + 1'),
    found: { 'stream-order': 'ledger, seq' },
  },
  {
    name: 'an entry of another business',
    sql: BY.rows('journal_entry', `business_id = gen_random_uuid()`, 'no = 1'),
    found: { tenant: 'rows of journal_entry' },
  },
]

const CLEAN = 'untouched'

describe('verify on books that somebody has tampered with', () => {
  let test: TestDatabase
  let findings: Finding[]
  let digest: string

  beforeAll(async () => {
    test = await createTestDatabase()
    const businessId = await createBusiness(test.database, { name: 'tampered' })
    const loans = [CLEAN, ...TAMPERINGS.map(({ name }) => name)]
    await Promise.all(loans.map((loan) => postLoan(test.database, businessId, loan, STORY)))
    const before = await verifyBooks(test.database)
    expect(before.differences).toEqual({ count: 0, items: [] })
    expect(before).toMatchObject({ proven: true, loans: loans.length, waiting: 0 })

    digest = before.digest
    const proven = await verifyBooks(test.database, { expectedDigest: digest })
    expect(proven.proven).toBe(true)

    await tamper(test.url)
    const after = await verifyBooks(test.database, { expectedDigest: digest })
    expect(after.proven).toBe(false)
    findings = after.differences.items
  })

  afterAll(() => test.close())

  it.each(TAMPERINGS)('finds $name', ({ name, found }) => {
    const named = findings.filter(({ loanId }) => loanId === name)
    for (const [check, subject] of Object.entries(found)) {
      const subjects = named.filter((one) => one.check === check).map((one) => one.subject)
      expect(subjects).toContainEqual(expect.stringContaining(subject))
    }
  })

  it('says of each finding what it expected and what it found', () => {
    expect(findings).toContainEqual({
      businessId: expect.any(String) as string,
      loanId: 'what an invoice is open for',
      check: 'balances',
      subject: 'principal outstanding, open in the books and the loan',
      expected: '18999.99',
      found: '19000.00',
    })
  })

  it('finds nothing on the loan that nobody touched', () => {
    expect(findings.filter(({ loanId }) => loanId === CLEAN)).toEqual([])
  })

  it('finds another digest than before, and control accounts that differ', () => {
    const checks = findings.filter(({ loanId }) => loanId === null)
    expect(checks).toContainEqual(expect.objectContaining({ check: 'digest', expected: digest }))
    expect(checks).toContainEqual(expect.objectContaining({ check: 'control-account' }))
  })

  it('finds that the books as a whole are out of balance', () => {
    expect(findings).toContainEqual(expect.objectContaining({ loanId: null, check: 'total' }))
  })
})

async function tamper(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    for (const { name, sql } of TAMPERINGS) {
      const { rows } = await client.query<{ id: string }>(
        'SELECT id FROM loan_stream WHERE external_id = $1',
        [name],
      )
      const results = await client.query(sql(rows[0]?.id ?? ''))
      const changed = [results].flat().map(({ rowCount }) => rowCount ?? 0)
      if (changed.includes(0)) throw new Error(`${name}: nothing was changed`)
    }
  } finally {
    await client.end()
  }
}
