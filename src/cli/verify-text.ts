import type { Finding } from '../verify/difference'
import type { BusinessTotals, Named, VerifyReport } from '../verify/report'
import { amountText } from '../domain/values/amount-text'
import { rightAligned } from './right-aligned'
import { table } from './table'

/** A report as an operator reads it: the counts, what is under way, and every difference. */
export function verifyText(report: VerifyReport): string {
  const { inFlight, parked, owed, behind, transfers, differences } = report
  return [
    countsText(report),
    totalsText(report.totals),
    controlsText(report),
    `Digest          ${report.digest}`,
    ...list('Loans in flight', inFlight, ({ loanId, loanSeq, ledgerSeq }) => [
      `${loanId}: the loan took event ${loanSeq}, the ledger event ${ledgerSeq}`,
    ]),
    ...list('Parked events', parked, ({ loanId, eventId, code }) => [
      `${loanId}: event ${eventId}, ${code}`,
    ]),
    ...list('Compensations owed', owed, ({ loanId, eventId, code }) => [
      `${loanId}: event ${eventId}, ${code}`,
    ]),
    ...list('Loans behind', behind, ({ loanId, due }) => [`${loanId}: ${due}`]),
    ...list('Transfers under way', transfers, ({ loanId, toLoanId }) => [
      `${loanId} to ${toLoanId}`,
    ]),
    ...list('Differences', differences, differenceLines),
    report.proven
      ? provenText(report)
      : `NOT PROVEN: ${differences.count} ${differences.count === 1 ? 'difference' : 'differences'}.`,
  ].join('\n\n')
}

/** Claims nothing about books that are not here. */
function provenText({ loans, bookedElsewhere }: VerifyReport): string {
  if (bookedElsewhere === 0) return 'Proven: the books equal the loans.'
  const elsewhere = `${bookedElsewhere} of ${loans} loans have their books in an external Accounting, which was not asked`
  return `Proven: the loans follow from their events, and books that are here equal them. ${elsewhere}.`
}

function countsText(report: VerifyReport): string {
  const counts: [string, number][] = [
    ['Loans', report.loans],
    ['Events', report.events],
    ['Not yet taken', report.waiting],
    ['Journal entries', report.entries],
    ['Journal lines', report.lines],
  ]
  const numbers = rightAligned(counts.map(([, count]) => String(count)))
  return counts.map(([label], row) => `${label.padEnd(16)}${numbers[row]}`).join('\n')
}

function totalsText(totals: readonly BusinessTotals[]): string {
  const amounts = (side: 'debits' | 'credits') =>
    rightAligned(totals.map((total) => amountText(BigInt(total[side]), total.currency)))
  const [debits, credits] = [amounts('debits'), amounts('credits')]
  return table(
    ['BUSINESS', 'CURRENCY', 'DEBITS', 'CREDITS'],
    totals.map(({ name, currency }, row) => [
      name,
      currency,
      debits[row] ?? '',
      credits[row] ?? '',
    ]),
  )
}

function controlsText({ controls, totals }: VerifyReport): string {
  const of = (businessId: string) => totals.find((total) => total.businessId === businessId)
  const amounts = (side: 'ledger' | 'subledger') =>
    rightAligned(
      controls.map((control) =>
        amountText(BigInt(control[side]), of(control.businessId)?.currency ?? ''),
      ),
    )
  const [ledger, subledger] = [amounts('ledger'), amounts('subledger')]
  return table(
    ['BUSINESS', 'ACCOUNT', 'LEDGER', 'LOANS'],
    controls.map(({ businessId, account }, row) => [
      of(businessId)?.name ?? businessId,
      account,
      ledger[row] ?? '',
      subledger[row] ?? '',
    ]),
  )
}

function list<Item>(
  title: string,
  { count, items }: Named<Item>,
  linesOf: (item: Item) => string[],
): string[] {
  if (count === 0) return []
  const more = count > items.length ? [`  … and ${count - items.length} more`] : []
  return [[`${title}: ${count}`, ...items.flatMap(linesOf).map(indent), ...more].join('\n')]
}

function differenceLines({ loanId, check, subject, expected, found }: Finding): string[] {
  return [
    `${loanId ?? 'all loans'}: ${subject} (${check})`,
    `  expected ${expected}`,
    `  found    ${found}`,
  ]
}

function indent(line: string): string {
  return `  ${line}`
}
