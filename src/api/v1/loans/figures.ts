import { wireAmount } from '../../wire/amount'
import type { LoanRow } from '../../../views/lending/lending-record'

/** The figures of a loan from its own row. */
export function figuresOf(row: LoanRow, exponent: number) {
  const wire = (minor: string) => wireAmount(BigInt(minor), exponent)
  const open = [
    row.principalOutstanding,
    row.interestOutstanding,
    row.feesOutstanding,
    row.penaltiesOutstanding,
  ]
  return {
    principal: wire(row.principal),
    approvedPrincipal: row.approvedPrincipal === null ? null : wire(row.approvedPrincipal),
    totalOutstanding: wireAmount(
      open.reduce((sum, minor) => sum + BigInt(minor), 0n),
      exponent,
    ),
    principalOutstanding: wire(row.principalOutstanding),
    interestOutstanding: wire(row.interestOutstanding),
    feesOutstanding: wire(row.feesOutstanding),
    penaltiesOutstanding: wire(row.penaltiesOutstanding),
    overpaidAmount: wire(row.overpaid),
  }
}
