import type { ContentOf } from '../../../../src/domain/events/details'
import { canonicalCommand } from '../../../../src/domain/events/lending/canonical-command'
import { TERMS } from '../../../support/lending-requests'

const CONTEXT = { today: '2025-03-31', exponent: 2, closedThrough: null, accounts: {} }

const application: ContentOf<'SUBMIT'> = {
  ...CONTEXT,
  customerId: 'C-1',
  customerActiveSince: null,
  product: { no: 1, code: 'BASIC', version: 1 },
  terms: TERMS,
  charges: [],
  overdue: null,
  settlementRebate: false,
  submittedOn: '2025-01-10',
  expectedDisbursementOn: null,
  chargeNames: [],
}

const payment: ContentOf<'REPAY'> = {
  ...CONTEXT,
  date: '2025-02-10',
  amount: '100',
  transfer: null,
  receiptNumber: 'RCP-001',
}

describe('What a command says', () => {
  it.each<[string, Partial<ContentOf<'SUBMIT'>>]>([
    ['accounts', { accounts: { '1101': '1999' } }],
    ['day', { today: '2025-04-01' }],
    ['version of its product', { product: { no: 1, code: 'BASIC', version: 2 } }],
    ['activation of its customer', { customerActiveSince: '2025-01-01' }],
    ['note, when none is given', { note: null }],
  ])('is not its %s', (_, other) => {
    expect(canonicalCommand('SUBMIT', null, { ...application, ...other })).toBe(
      canonicalCommand('SUBMIT', null, application),
    )
  })

  it.each<[string, Partial<ContentOf<'SUBMIT'>>]>([
    ['product', { product: { no: 2, code: 'BASIC', version: 1 } }],
    ['terms', { terms: { ...TERMS, numberOfRepayments: 8 } }],
    ['note', { note: 'for the roof' }],
  ])('is its %s', (_, other) => {
    expect(canonicalCommand('SUBMIT', null, { ...application, ...other })).not.toBe(
      canonicalCommand('SUBMIT', null, application),
    )
  })

  it('is its date only where its sender gave one', () => {
    const nextDay = { ...payment, date: '2025-02-11' }
    const said = (one: ContentOf<'REPAY'>, isDated: boolean) =>
      canonicalCommand('REPAY', 'L-1', one, isDated ? [] : ['date'])
    expect(said(nextDay, false)).toBe(said(payment, false))
    expect(said(nextDay, true)).not.toBe(said(payment, true))
  })

  it('is its receipt, and the loan it is for', () => {
    const other = { ...payment, receiptNumber: 'RCP-002' }
    expect(canonicalCommand('REPAY', 'L-1', other)).not.toBe(
      canonicalCommand('REPAY', 'L-1', payment),
    )
    expect(canonicalCommand('REPAY', 'L-2', payment)).not.toBe(
      canonicalCommand('REPAY', 'L-1', payment),
    )
  })
})
