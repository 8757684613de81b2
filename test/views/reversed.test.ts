import { randomUUID } from 'node:crypto'

import { createBusiness } from '../../src/business/create-business'
import { findEvent } from '../../src/views/event-view'
import { findLoan } from '../../src/views/loan-view'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

const LOAN = 'LN-1'
const ids = { disbursement: randomUUID(), repayment: randomUUID(), reversal: randomUUID() }

let test: TestDatabase
let businessId: string
beforeAll(async () => {
  test = await createTestDatabase()
  businessId = await createBusiness(test.database, { name: 'Test Lender' })
  await writeReversedRepayment()
})
afterAll(() => test.close())

/** A loan of 100.00 with a repayment of 40.00 that was reversed, as the books keep it. */
async function writeReversedRepayment(): Promise<void> {
  const day = new Date('2026-01-15')
  const finishedAt = new Date('2026-01-15T10:00:00Z')
  await test.database.prisma.$transaction(async (tx) => {
    const { id: streamId } = await tx.loanStream.create({
      data: { businessId, externalId: LOAN, home: 'PUSH', lastSeq: 3 },
    })
    const event = { streamId, businessId, fingerprint: 'f', effectiveDate: day, sentBy: 'test' }
    const posted = { status: 'POSTED', finishedAt }
    const disbursed = { customerId: 'C-1', amount: '10000', adminFee: '0', vat: '0', vatRate: '0' }
    const repaid = { customerId: 'C-1', principal: '4000', interest: '0', fee: '0', feeName: '' }
    const reversal = { eventId: ids.repayment, reason: 'Wrong loan', reversalDate: '2026-01-15' }
    await tx.loanEvent.createMany({
      data: [
        {
          ...event,
          ...posted,
          id: ids.disbursement,
          seq: 1,
          kind: 'DISBURSEMENT',
          payload: { ...disbursed, vatGiven: null, date: '2026-01-15', closedThrough: null },
        },
        {
          ...event,
          ...posted,
          id: ids.reversal,
          seq: 3,
          kind: 'REVERSAL',
          payload: { ...reversal, cascade: false, closedThrough: null },
        },
        {
          ...event,
          id: ids.repayment,
          seq: 2,
          kind: 'REPAYMENT',
          status: 'REVERSED',
          finishedAt,
          reversedBy: ids.reversal,
          payload: { ...repaid, date: '2026-01-15', closedThrough: null },
        },
      ],
    })
    const ledger = { streamId, businessId, date: day }
    await tx.invoice.create({
      data: {
        ...ledger,
        no: 1,
        eventId: ids.disbursement,
        type: 'DISBURSEMENT',
        amount: 10000n,
        open: 10000n,
        status: 'OPEN',
        lines: [
          { description: 'Principal receivable', account: '1101', amount: '10000' },
          { description: 'Bank disbursement', account: '1001', amount: '-10000' },
        ],
      },
    })
    const paid = {
      eventId: ids.repayment,
      causedBy: ids.repayment,
      source: 'RECEIPT',
      invoiceNo: 1,
    }
    await tx.allocation.createMany({
      data: [
        { ...ledger, ...paid, no: 1, amount: 4000n },
        { ...ledger, ...paid, no: 2, amount: -4000n, reverses: 1 },
      ],
    })
    const entry = { ...ledger, valueDate: day, generation: 1, eventId: ids.repayment }
    await tx.journalEntry.createMany({
      data: [
        { ...entry, no: 1, causedBy: ids.repayment, description: 'Repayment' },
        { ...entry, no: 2, causedBy: ids.reversal, description: 'Reversal', reverses: 1 },
      ],
    })
    const line = { streamId, businessId }
    await tx.journalLine.createMany({
      data: [
        { ...line, entryNo: 1, lineNo: 1, account: '1001', amount: 4000n },
        { ...line, entryNo: 1, lineNo: 2, account: '1101', amount: -4000n },
        { ...line, entryNo: 2, lineNo: 1, account: '1001', amount: -4000n },
        { ...line, entryNo: 2, lineNo: 2, account: '1101', amount: 4000n },
      ],
    })
  })
}

it('a reversed event shows who reversed it, and both its entries', async () => {
  const view = await findEvent(test.database, businessId, ids.repayment)
  expect(view?.event).toMatchObject({
    status: 'REVERSED',
    postedAt: '2026-01-15T10:00:00.000Z',
    reversedBy: ids.reversal,
  })
  expect(view?.journalEntries).toMatchObject([
    { id: 'LN-1-J1', causedBy: ids.repayment, reverses: null },
    { id: 'LN-1-J2', causedBy: ids.reversal, reverses: 'LN-1-J1' },
  ])
})

it('a reversal shows all that it caused, and the invoices of what it undid', async () => {
  const view = await findEvent(test.database, businessId, ids.reversal)
  expect(view?.journalEntries).toMatchObject([
    {
      id: 'LN-1-J2',
      eventId: ids.repayment,
      lines: [
        { account: '1001', debit: 0n, credit: 4000n },
        { account: '1101', debit: 4000n, credit: 0n },
      ],
    },
  ])
  expect(view?.invoices).toMatchObject([{ number: 'LN-1-1' }])
})

it('an allocation that was undone does not stand, nor does its undoing', async () => {
  const loan = await findLoan(test.database, businessId, LOAN)
  expect(loan?.invoices).toMatchObject([{ open: 10000n, allocations: [] }])
  expect(loan?.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
})

it('a loan that the LMS has not taken yet belongs to whom it is to be disbursed to', async () => {
  const loan = await findLoan(test.database, businessId, LOAN)
  expect(loan).toMatchObject({ customerId: 'C-1', customerName: null, status: 'Approved' })
})
