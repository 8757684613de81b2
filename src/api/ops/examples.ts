import { rehearsed as rehearsedEvent } from '../push/examples'

const EVENT_ID = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11'
const REVERSAL_ID = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e12'
const REPLACEMENT_ID = '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e13'
const ACTOR = 'Asha M., by key pair operators (0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e01)'
const WHY = 'Accounting was down until 02:10'
const PARKED_AT = '2026-02-15T01:30:00.120Z'

const event = { eventId: EVENT_ID, loanId: 'LN-2026-0001' }
const parkReason = { code: 'UNHANDLED', message: 'Accounting: the answer was no JSON' }

const page = <Item>(item: Item) => ({ items: [item], total: 1, page: 1, rowsPerPage: 20 })

export const parked = page({
  ...event,
  sequence: 3,
  type: 'REPAYMENT',
  effectiveDate: '2026-02-15',
  receivedAt: '2026-02-15T01:30:00.000Z',
  since: PARKED_AT,
  reason: parkReason,
  times: 1,
  waitingBehind: 2,
  advice:
    '2 later events of the loan wait behind it. Put right what the reason names, then retry it; or skip it and it becomes FAILED, the later events go on without it, and the sender can send a corrected one.',
})

const refusedRequest = {
  refusedAt: '2026-02-15T01:30:00.000Z',
  loanId: 'LN-2026-0001',
  type: 'REPAYMENT',
  code: 'VALIDATION_FAILED',
  message: 'The request is not valid.',
  fields: [{ field: 'repaymentDate', message: 'Must be a date that exists: yyyy-MM-dd.' }],
  sentBy: 'k3v9qpd2xa',
}

export const refused = { ...page(refusedRequest), leftOut: 0 }

export const health = {
  loans: { OK: 1198, RETRYING: 1, PARKED: 1 },
  staged: 3,
  parked: 1,
  oldestStagedSeconds: 41.207,
  compensationsOwed: 0,
}

const action = {
  actionId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e21',
  action: 'RETRY',
  ...event,
  customerId: null,
  actor: ACTOR,
  reason: WHY,
  actedAt: '2026-02-15T02:12:00.000Z',
}

export const actions = page(action)

export const customer = {
  name: 'Asha Mwakyusa',
  namedBy: ACTOR,
  namedAt: '2026-02-15T02:12:00.000Z',
  customerId: 'C-1001',
  createdAt: '2026-01-15T09:30:00.000Z',
  earlierNames: [
    {
      name: 'Asha Mwakysua',
      namedBy: 'lsk_7Fq2',
      namedAt: '2026-01-15T09:30:00.000Z',
      replacedAt: '2026-02-15T02:12:00.000Z',
    },
  ],
}

const compensation = {
  ...event,
  generation: 1,
  fromSequence: 3,
  toSequence: 5,
  reason: { code: 'SKIPPED', message: `Skipped by ${ACTOR}: ${WHY}` },
  owedAt: '2026-02-15T02:12:00.000Z',
  doneAt: '2026-02-15T02:12:00.080Z',
}

export const compensations = page(compensation)

export const payouts = page({
  ...event,
  ...{ customerId: 'C-1001', type: 'DISBURSE', date: '2026-01-15' },
  ...{ takenAt: '2026-01-15T09:30:00.041Z', amount: 9646, currency: 'TZS' },
  destination: { type: 'wallet', reference: '255700000000' },
  ...{ receiptNumber: null, paymentTypeId: 1, reversedBy: null, reversedOn: null },
})

export const retried = {
  action: 'RETRY',
  actor: ACTOR,
  reason: WHY,
  ...event,
  sequence: 3,
  type: 'REPAYMENT',
  reversal: null,
}

export const skipped = { ...retried, action: 'SKIP' }

export const reversing = {
  ...retried,
  action: 'REVERSE',
  reversal: { eventId: REVERSAL_ID, sequence: 6, status: 'STAGED' },
}

export const correcting = {
  ...reversing,
  action: 'CORRECT',
  replacement: { eventId: REPLACEMENT_ID, sequence: 7, status: 'STAGED' },
}

export const rehearsed = { ...rehearsedEvent, type: 'REVERSAL' }

export const job = {
  jobId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e31',
  status: 'RUNNING',
  filter: { code: 'UNHANDLED' },
  actor: ACTOR,
  reason: WHY,
  createdAt: '2026-02-15T02:12:00.000Z',
  finishedAt: null,
  total: 30,
  done: 12,
  results: { RETRIED: 12 },
  outcomes: { POSTED: 11, STAGED: 1 },
}

const figures = {
  amount: 80000,
  principal: 80000,
  interest: 0,
  fees: 0,
  penalties: 0,
  waived: 0,
  overpayment: 0,
}

export const story = {
  loanId: 'LN-2026-0001',
  customerId: 'C-1001',
  workflowId: 'loan/11111111-2222-3333-4444-555555555555/LN-2026-0001',
  ...{ number: '11', customerName: 'Asha Mwakyusa', product: null, door: 'push', health: 'PARKED' },
  ...{ disbursedOn: '2026-01-15', principal: 1000000, daysOverdue: null },
  ...{ invoices: [], schedule: [], charges: [] },
  temporalUrl: null,
  before: null,
  status: 'Active',
  currency: 'TZS',
  principalOutstanding: 920000,
  interestOutstanding: 0,
  feesOutstanding: 0,
  penaltiesOutstanding: 0,
  creditBalance: 0,
  stream: { lastSequence: 3, busy: false, parked: false, tellAgainAt: null, tellAttempts: 0 },
  due: null,
  lmsSequence: 3,
  ledgerSequence: 3,
  chainHead: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  events: [
    {
      eventId: EVENT_ID,
      sequence: 3,
      type: 'REPAYMENT',
      effectiveDate: '2026-02-15',
      receivedAt: '2026-02-15T01:30:00.000Z',
      sentBy: 'k3v9qpd2xa',
      idempotencyKey: null,
      status: 'POSTED',
      generation: 1,
      failure: null,
      finishedAt: '2026-02-15T02:12:00.090Z',
      reversedBy: null,
      parkings: [{ ...parkReason, at: PARKED_AT, generation: 1 }],
      payload: { principal: '8000000', interest: '0', fee: '0', date: '2026-02-15' },
    },
  ],
  transactions: [
    {
      no: 3,
      eventId: EVENT_ID,
      causedBy: EVENT_ID,
      generation: 1,
      undoes: null,
      type: 'REPAYMENT',
      date: '2026-02-15',
      ...figures,
      refusal: null,
      recordedAt: PARKED_AT,
    },
  ],
  journalEntries: [
    {
      id: 'LN-2026-0001-J3',
      date: '2026-02-15',
      recordedAt: '2026-02-15T02:12:00.090Z',
      eventId: EVENT_ID,
      causedBy: EVENT_ID,
      description: 'Repayment',
      reverses: null,
      lines: [
        { account: '1001', debit: 80000, credit: 0 },
        { account: '1101', debit: 0, credit: 80000 },
      ],
    },
  ],
  compensations: [compensation],
  actions: [action],
}
