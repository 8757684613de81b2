import fc from 'fast-check'
import { loanStory } from '../support/arbitraries'
import { tellLoan, type ToldLoan } from '../support/told-loan'

describe('the stories that properties are tested with', () => {
  it('reach every status, every refusal and every way to pay', () => {
    const seen = new Set<string>()
    const note = (loan: ToldLoan) => {
      const last = loan.told.at(-1)
      seen.add(loan.position.status)
      if (last?.accepted === false) seen.add(last.refusal.code)
      if (last?.accepted !== true) return
      for (const { source } of last.posting.allocations) seen.add(`${last.event.kind} ${source}`)
      for (const { description } of last.posting.entries)
        seen.add(description.split(' for ')[0] ?? '')
      if (loan.position.settledOn !== null) seen.add(`settled, then ${last.event.kind}`)
    }
    for (const events of fc.sample(loanStory(), { numRuns: 800, seed: 20250115 })) {
      tellLoan(events, note)
    }
    expect([...seen].sort()).toEqual(
      [
        'Approved',
        'Active',
        'Closed (obligations met)',
        'Overpaid',
        'Closed (written off)',
        'CREDIT_SHORT',
        'LOAN_WRITTEN_OFF',
        'ORDER_VIOLATION',
        'ALREADY_DISBURSED',
        'CUSTOMER_MISMATCH',
        'DATE_BEFORE_DISBURSEMENT',
        'LOAN_NOT_ACTIVE',
        'LOAN_SETTLED',
        'SETTLEMENT_SHORT',
        'VALIDATION_FAILED',
        'REPAYMENT RECEIPT',
        'EARLY_SETTLEMENT RECEIPT',
        'EARLY_SETTLEMENT WAIVER',
        'REVENUE_REPORT CREDIT',
        'WRITE_OFF CREDIT',
        'WRITE_OFF WRITE_OFF',
        'Credit refunded',
        'Principal written off',
        'Interest written off',
        'Customer credit set off against principal',
        'settled, then CREDIT_REFUND',
        'Loan disbursement',
        'Interest',
        'Repayment',
        'Early settlement',
        'Customer credit applied to interest',
        'Advance payment applied to interest',
        'Interest accrued at early settlement',
        'Interest waived at early settlement',
        'settled, then EARLY_SETTLEMENT',
        'settled, then REPAYMENT',
        'settled, then REVENUE_REPORT',
      ].sort(),
    )
  })
})
