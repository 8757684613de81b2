const EVENT_ID = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'
const RECEIVED = '2026-01-15T09:30:00.000Z'
const POSTED = '2026-01-15T09:30:00.120Z'

const staging = { status: 'STAGED', sequence: 1, receivedAt: RECEIVED }

export const queued = {
  success: true,
  eventId: EVENT_ID,
  loanId: 'LN-2026-0001',
  type: 'DISBURSEMENT',
  staging,
  push: { status: 'QUEUED', postedAt: null, invoices: [], journalEntries: [], error: null },
  warnings: [],
}

export const correcting = {
  ...queued,
  type: 'REPAYMENT',
  staging: { ...staging, sequence: 5 },
  reversal: { eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e10', sequence: 4, status: 'QUEUED' },
}

const books = {
  invoices: [
    {
      number: 'LN-2026-0001-1',
      type: 'DISBURSEMENT',
      date: '2026-01-15',
      amount: 1000000,
      open: 1000000,
      status: 'OPEN',
      lines: [
        { description: 'Principal receivable', account: '1101', amount: 1000000 },
        { description: 'Bank disbursement', account: '1001', amount: -970500 },
        { description: 'Admin fee', account: '4102', amount: -25000 },
        { description: 'VAT on admin fee', account: '2101', amount: -4500 },
      ],
      allocations: [],
    },
  ],
  journalEntries: [
    {
      id: 'LN-2026-0001-J1',
      date: '2026-01-15',
      recordedAt: POSTED,
      eventId: EVENT_ID,
      causedBy: EVENT_ID,
      description: 'Disbursement',
      reverses: null,
      lines: [
        { account: '1101', debit: 1000000, credit: 0 },
        { account: '1001', debit: 0, credit: 970500 },
        { account: '4102', debit: 0, credit: 25000 },
        { account: '2101', debit: 0, credit: 4500 },
      ],
    },
  ],
}

export const posted = {
  ...queued,
  push: { status: 'POSTED', postedAt: POSTED, ...books, error: null },
}

export const duplicate = { ...posted, staging: { ...staging, status: 'DUPLICATE' } }

export const refused = {
  success: false,
  error: {
    code: 'VALIDATION_FAILED',
    message: 'The request is not valid.',
    fields: [
      { field: 'customerName', message: 'Must not be blank.' },
      { field: 'loanAmount', message: 'Must be > 0.' },
    ],
  },
  staging: { status: 'REJECTED' },
  push: { status: 'NOT_PUSHED' },
}

export const outOfOrder = {
  ...refused,
  error: {
    code: 'ORDER_VIOLATION',
    message: 'No disbursement was sent for this loan: it comes first.',
    fields: [],
  },
}

const settledAlready = { code: 'LOAN_SETTLED', message: 'The loan was settled early.' }

export const failed = {
  ...queued,
  success: false,
  type: 'EARLY_SETTLEMENT',
  staging: { ...staging, sequence: 4 },
  push: { ...queued.push, status: 'FAILED', error: settledAlready },
  error: { ...settledAlready, fields: [] },
}

export const blocked = {
  ...refused,
  error: {
    code: 'ALREADY_REVERSED',
    message: `The event was reversed before, by event ${EVENT_ID}.`,
    fields: [],
  },
}

const payload = {
  customerId: 'C-1001',
  loanAmount: 1000000,
  adminFee: 25000,
  vatOnAdminFee: 4500,
  disbursementDate: '2026-01-15',
  vat: 4500,
  vatRate: '0.18',
}

export const event = {
  ...posted,
  sequence: 1,
  effectiveDate: '2026-01-15',
  payload,
  reversedBy: null,
}

export const loan = {
  loanId: 'LN-2026-0001',
  customerId: 'C-1001',
  customerName: 'Asha Mwakyusa',
  customer: 'LMS-C-1001',
  status: 'Active',
  currency: 'TZS',
  principalOutstanding: 1000000,
  interestOutstanding: 0,
  creditBalance: 0,
  invoices: books.invoices,
  eventCount: 1,
  events: [
    {
      eventId: EVENT_ID,
      type: 'DISBURSEMENT',
      sequence: 1,
      effectiveDate: '2026-01-15',
      receivedAt: RECEIVED,
      status: 'POSTED',
      postedAt: POSTED,
      error: null,
      reversedBy: null,
      payload,
    },
  ],
}

export const rehearsed = {
  ...posted,
  staging: { ...staging, status: 'DRY_RUN' },
  loan,
}
