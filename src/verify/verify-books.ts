import { systemClock } from '../platform/clock'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { errorMessage } from '../platform/errors'
import { LOAN_CHECKS } from './checks'
import { ChainDigest, digestFindings } from './chain-digest'
import { ControlAccounts, controlFindings } from './control-accounts'
import { deriveLoan } from './derived-loan'
import type { Difference, Finding } from './difference'
import { loadLoans } from './load-loans'
import { isBookedElsewhere, isInFlight, type LoanCheck } from './loan-check'
import type { AnyLoanRecord } from './loan-record'
import { OWN_CHECKS } from './own/checks'
import { deriveOwnLoan } from './own/derived-own-loan'
import { emptyReport, name, type Stuck, type VerifyReport } from './report'
import { openTransfers } from './transfers/open-transfers'
import { dueOf } from './own/due-of'
import { loadTransfers } from './transfers/load-transfers'
import { transferFindings } from './transfers/transfer-findings'
import { strayFindings, totalFindings, totalsOf } from './totals'

export interface VerifyOptions {
  /** One business only; all of them without it. */
  businessId?: string
  /** A digest that an earlier proof gave: the journal must still be the same. */
  expectedDigest?: string
  onProgress?(loans: number, ofLoans: number): void
  /** By which loans of our own LMS are behind; the system's own where it is left out. */
  clock?: Clock
}

/**
 * Proves from the database alone that the books equal the loans: loan by loan, each as it stands
 * at one moment, then over the whole journal. May run while the system works.
 */
export async function verifyBooks(
  database: Database,
  { businessId, expectedDigest, onProgress, clock = systemClock }: VerifyOptions = {},
): Promise<VerifyReport> {
  const business = businessId ?? null
  const report = emptyReport()
  const controls = new ControlAccounts()
  const digest = new ChainDigest()
  const ofLoans = await countLoans(database, business)
  for await (const records of loadLoans(database, business)) {
    for (const record of records) {
      include(report, record, clock.now())
      controls.add(record)
      digest.add(record)
    }
    onProgress?.(report.loans, Math.max(ofLoans, report.loans))
  }
  for await (const transfers of loadTransfers(database, business)) {
    name(report.differences, transfers.flatMap(transferFindings))
  }
  name(report.transfers, await openTransfers(database, business))
  report.totals = await totalsOf(database, business)
  report.controls = controls.all()
  report.digest = digest.value()
  name(report.differences, [
    ...totalFindings(report.totals),
    ...controlFindings(report.controls),
    ...digestFindings(report.digest, expectedDigest),
    ...(await strayFindings(database, business)),
  ])
  report.proven = report.differences.count === 0
  return report
}

async function countLoans(database: Database, businessId: string | null): Promise<number> {
  const [row] = await database.query<{ loans: number }>(
    'verify_count',
    `SELECT count(*)::integer AS loans FROM loan_stream
     WHERE $1::uuid IS NULL OR business_id = $1::uuid`,
    [businessId],
  )
  return row?.loans ?? 0
}

function include(report: VerifyReport, record: AnyLoanRecord, now: Date): void {
  const { businessId, loanId, events } = record
  const [loanSeq, ledgerSeq] = [record.loan?.seq ?? 0, record.ledger?.seq ?? 0]
  report.loans += 1
  report.bookedElsewhere += isBookedElsewhere(record) ? 1 : 0
  report.events += events.length
  report.waiting += events.filter(({ event }) => event.seq > ledgerSeq).length
  report.entries += record.entries.length
  report.lines += record.lines.length
  const { findings, due } = examine(record, now)
  name(report.differences, findings)
  if (due !== null) name(report.behind, [{ businessId, loanId, due }])
  if (isInFlight(record)) {
    name(report.inFlight, [{ businessId, loanId, loanSeq, ledgerSeq }])
  }
  name(report.parked, parkedOf(record))
  if (record.owed !== null) name(report.owed, [{ businessId, loanId, ...record.owed }])
}

interface Examined {
  findings: Finding[]
  /** What has fallen due on a loan of our own LMS and is not in its stream; null where nothing has. */
  due: string | null
}

/** Everything that one loan's record says otherwise than it must, and what it is behind with. */
function examine(record: AnyLoanRecord, now: Date): Examined {
  if (record.home === 'PUSH') {
    return { findings: found(LOAN_CHECKS, record, deriveLoan(record)), due: null }
  }
  const derived = deriveOwnLoan(record)
  return { findings: found(OWN_CHECKS, record, derived), due: dueOf(record, derived, now) }
}

function found<Loan extends AnyLoanRecord, Derived>(
  checks: readonly LoanCheck<Loan, Derived>[],
  record: Loan,
  derived: Derived,
): Finding[] {
  const { businessId, loanId } = record
  const elsewhere = isBookedElsewhere(record)
  return checks
    .filter((check) => !(elsewhere && check.ofBooks))
    .flatMap((check) =>
      safely(() => check.find(record, derived)).map((difference) => ({
        ...{ businessId, loanId, check: check.name },
        ...difference,
      })),
    )
}

/** A record so wrong that a check cannot even read it is a finding, not the end of the proof. */
function safely(find: () => Difference[]): Difference[] {
  try {
    return find()
  } catch (error) {
    return [{ subject: 'record', expected: 'readable', found: errorMessage(error) }]
  }
}

function parkedOf({ businessId, loanId, events }: AnyLoanRecord): Stuck[] {
  return events
    .filter(({ status }) => status === 'PARKED')
    .map(({ event, failureCode }) => ({
      ...{ businessId, loanId, eventId: event.eventId },
      code: failureCode ?? '',
    }))
}
