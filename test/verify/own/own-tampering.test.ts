import { createBusiness } from '../../../src/business/create-business'
import { verifyBooks } from '../../../src/verify/verify-books'
import type { VerifyReport } from '../../../src/verify/report'
import { createTestDatabase, type TestDatabase } from '../../support/harness'
import { Forger } from './forger'
import { richLoans } from './rich-loans'

interface Tampering {
  name: string
  table: string
  /** What is set, and of which rows of the loan that gives its credit. */
  set: string
  where: string
  /** The check that must have something to say, and the subject it must name. */
  found: [check: string, subject: string]
}

const OF_PAID = (which: 'min' | 'max') =>
  `SELECT ${which}(i.no) FROM installment_line i
   WHERE i.stream_id = installment_line.stream_id AND i.kind = 'PAID' AND i.item = 1`

const TAMPERINGS: Tampering[] = [
  {
    name: 'what an invoice is open for',
    ...{ table: 'invoice', set: `open = open + 1`, where: 'no = 1' },
    found: ['allocations', 'invoice 1, allocated'],
  },
  {
    name: 'the status of an invoice',
    ...{ table: 'invoice', set: `status = 'OPEN'`, where: `no = 1` },
    found: ['allocations', 'invoice 1, status'],
  },
  {
    name: 'what is open of a fee',
    ...{ table: 'invoice', set: `open = open + 1`, where: `type = 'FEE'` },
    found: ['balances', 'fees and penalties, open or to come in the books and the loan'],
  },
  {
    name: 'how much of a fee was raised',
    ...{ table: 'invoice', set: `amount = amount - 1`, where: `type = 'FEE'` },
    found: ['balances', 'fees and penalties, open or to come in the books and the loan'],
  },
  {
    name: 'the date of an invoice',
    ...{ table: 'invoice', set: `date = date - 1`, where: 'no = 1' },
    found: ['book-rows', 'invoice 1, date'],
  },
  {
    name: 'the date of an allocation',
    ...{ table: 'allocation', set: 'date = date - 1', where: 'no = 1' },
    found: ['book-rows', 'allocation 1, date'],
  },
  {
    name: 'since when a credit is there',
    ...{ table: 'customer_credit', set: 'date = date - 1', where: `kind = 'ADVANCE'` },
    found: ['book-rows', 'interest paid ahead by event'],
  },
  {
    name: 'by which account reports add a line up',
    ...{ table: 'journal_line', set: `role = '4103'`, where: 'entry_no = 1 AND line_no = 1' },
    found: ['line-marks', 'journal entry 1, line 1, role'],
  },
  {
    name: 'by which date reports add a line up',
    ...{ table: 'journal_line', set: 'date = date - 1', where: 'entry_no = 1 AND line_no = 1' },
    found: ['line-marks', 'journal entry 1, line 1, date'],
  },
  {
    name: 'that an event was posted with others, so that the days of rows are not looked at',
    ...{ table: 'loan_event', set: 'batch_seq = NULL', where: 'seq = 6' },
    found: ['book-rows', 'event 6, the first it was posted with'],
  },
  {
    name: 'the generation of an entry',
    ...{ table: 'journal_entry', set: 'generation = 2', where: 'no = 1' },
    found: ['entry-causes', 'journal entry 1, generation'],
  },
  {
    name: 'two lines of an installment, so that the sum stays',
    table: 'installment_line',
    set: `principal = principal + CASE no WHEN (${OF_PAID('min')}) THEN 1 ELSE -1 END`,
    where: `no IN ((${OF_PAID('min')}), (${OF_PAID('max')}))`,
    found: ['book-rows', ', portions'],
  },
  {
    name: 'when an installment was paid',
    ...{ table: 'installment_line', set: 'booked_on = booked_on - 1', where: 'no = 5' },
    found: ['book-rows', 'installment line 5, booked on'],
  },
  {
    name: 'since when principal of an installment is open',
    table: 'installment_line',
    ...{ set: 'booked_on = booked_on + 1', where: `kind = 'DUE' AND principal > 0` },
    found: ['installments', 'installments on 2025-01-10'],
  },
  {
    name: 'the cause of a line of an installment',
    table: 'installment_line',
    set: `caused_by = (SELECT id FROM loan_event e WHERE e.stream_id = installment_line.stream_id AND seq = 2)`,
    where: 'no = 5',
    found: ['book-rows', 'installment line 5, caused by'],
  },
  {
    name: 'the type of a split',
    ...{ table: 'loan_transaction', set: `type = 'Refund'`, where: 'seq = 3 AND part = 0' },
    found: ['transactions', 'transaction 3, type'],
  },
  {
    name: 'the figures of a split that was taken back, and of what took it back',
    table: 'loan_transaction',
    set: 'interest = interest + sign(amount), principal = principal - sign(amount)',
    where: 'seq = 4 AND amount <> 0',
    found: ['transactions', ', portions'],
  },
  {
    name: 'a charge under another index',
    ...{ table: 'loan_charge', set: 'index = index + 7', where: 'index = 1' },
    found: ['charge-numbers', 'charge 1 of event 1 (SUBMIT)'],
  },
  {
    name: 'a transfer whose other side nobody looks after',
    table: 'loan_event',
    set: `status = 'STAGED'`,
    where: `kind = 'CREDIT_OUT' AND status = 'REVERSED'`,
    found: ['transfer', 'transfer '],
  },
  {
    name: 'an amount that has gone over',
    ...{ table: 'journal_line', set: `role = '1001'`, where: `role = '1002'` },
    found: ['transfer', 'on account 1002'],
  },
  {
    name: 'a step of a transfer',
    ...{ table: 'credit_transfer_step', set: `action = 'TAKE_BACK'`, where: 'no = 1' },
    found: ['transfer-steps', 'step of event'],
  },
]

let test: TestDatabase
let forger: Forger
let verify: () => Promise<VerifyReport>

beforeAll(async () => {
  test = await createTestDatabase()
  const businessId = await createBusiness(test.database, { name: 'Lender' })
  const { clock } = await richLoans(test, businessId)
  verify = () => verifyBooks(test.database, { clock })
  forger = await Forger.enter(test.url)
})
afterAll(async () => {
  await forger.leave()
  await test.close()
})

it('verify proves loans of our own LMS that nobody tampered with', async () => {
  const report = await verify()
  expect([report.differences.items, report.behind.items]).toEqual([[], []])
})

it.each(TAMPERINGS)('verify finds that somebody changed $name', async (tampering) => {
  const { table, set, where, found } = tampering
  const sql = `UPDATE ${table} SET ${set} WHERE ${where}
    AND stream_id = (SELECT id FROM loan_stream WHERE external_id = 'L-giving')`
  const { differences } = await forger.whileChanged(table, sql, verify)
  const [check, subject] = found
  const subjects = differences.items.filter((one) => one.check === check).map((one) => one.subject)
  expect(subjects).toContainEqual(expect.stringContaining(subject))
})
