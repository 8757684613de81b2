import type {
  AllocationSource,
  CreditKind,
  EntryPart,
  InvoiceType,
} from '../../src/domain/books/books'
import type { DerivedStatus } from '../../src/domain/engine/derived-loan'
import type { LineKind } from '../../src/domain/books/lending/installment-lines'
import { EVENT_STATUSES } from '../../src/domain/events/event-status'
import { EVENT_KINDS } from '../../src/domain/events/kinds'
import type { LoanStatus } from '../../src/domain/pushed/position'
import type { TransferAction, TransferSide } from '../../src/domain/transfer/next-step'
import { CONSOLE_ACTIONS, CONSOLE_OUTCOMES } from '../../src/identity/console-audit'
import { AUDIT_ACTIONS } from '../../src/operations/audit-trail'
import type { BatchResult } from '../../src/operations/batch-job'
import type { StageRequest } from '../../src/stream/stage-request'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

/** The values of a type, of which none can be left out. */
const all = <T extends string>(values: Record<T, true>): string[] => Object.keys(values)

const HOMES = all<StageRequest['home']>({ PUSH: true, LMS: true })

/** What each column that holds one of a few values may hold, as the code has it. */
const KNOWN: Record<string, readonly string[]> = {
  'account.type': ['ASSET', 'LIABILITY', 'INCOME', 'EXPENSE'],
  'allocation.source': all<AllocationSource>({
    RECEIPT: true,
    CREDIT: true,
    ADVANCE: true,
    WAIVER: true,
    WRITE_OFF: true,
  }),
  'batch_job_result.result': all<BatchResult>({
    RETRIED: true,
    NOT_PARKED: true,
    EARLIER_OPEN: true,
    NOT_FOUND: true,
  }),
  'console_audit.action': CONSOLE_ACTIONS,
  'console_audit.outcome': CONSOLE_OUTCOMES,
  'credit_transfer_step.action': all<TransferAction>({ SEND: true, TAKE_BACK: true }),
  'credit_transfer_step.side': all<TransferSide>({ OUT: true, IN: true }),
  'customer.home': HOMES,
  'customer_credit.kind': all<CreditKind>({ CREDIT: true, ADVANCE: true }),
  'external_posting.remote_status': ['POSTED', 'REFUSED'],
  'installment_line.kind': all<LineKind>({
    DUE: true,
    PAID: true,
    WAIVED: true,
    WRITTEN_OFF: true,
  }),
  'invoice.status': ['OPEN', 'PAID', 'CANCELLED'],
  'loan.status': all<LoanStatus | DerivedStatus>({
    Submitted: true,
    Approved: true,
    Active: true,
    'Closed (obligations met)': true,
    Overpaid: true,
    Rejected: true,
    Withdrawn: true,
    'Closed (written off)': true,
  }),
  'invoice.type': all<InvoiceType>({
    DISBURSEMENT: true,
    PRINCIPAL: true,
    INTEREST: true,
    FEE: true,
    PENALTY: true,
  }),
  'journal_entry.part': all<EntryPart>({
    DISBURSEMENT: true,
    INTEREST: true,
    CHARGES: true,
    RECEIPT: true,
    CREDIT_USE: true,
    ADVANCE_USE: true,
    WAIVER: true,
    WRITE_OFF: true,
    REFUND: true,
    PAYOUT: true,
    TRANSFER: true,
  }),
  'lending_product_version.status': ['draft', 'published'],
  'loan_event.kind': EVENT_KINDS,
  'loan_event.status': EVENT_STATUSES,
  'loan_stream.home': HOMES,
  'operator_action.action': AUDIT_ACTIONS,
  'refused_request.kind': EVENT_KINDS,
}

describe('the values that a column may have', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  it('are the same in the database as in the code', async () => {
    const rows = await test.database.query<{ column: string; definition: string }>(
      'known_values',
      `SELECT c.conrelid::regclass || '.' || a.attname AS column, pg_get_constraintdef(c.oid) AS definition
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
       WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace AND c.convalidated
         AND pg_get_constraintdef(c.oid) LIKE '%= ANY (ARRAY[%'`,
      [],
    )
    const found = rows.map(({ column, definition }) => [column, valuesIn(definition)] as const)
    const known = Object.entries(KNOWN).map(([column, values]) => [column, [...values].sort()])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known))
  })
})

function valuesIn(definition: string): string[] {
  return [...definition.matchAll(/'([^']+)'::text/g)].map(([, value]) => value!).sort()
}
