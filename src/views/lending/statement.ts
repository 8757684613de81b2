import type { SplitType } from '../../domain/engine/derived-loan'
import { ownStatement } from '../../domain/statement/own-statement'
import type { Movement } from '../../domain/statement/moved'
import { pushedStatement } from '../../domain/statement/pushed-statement'
import type { Posted } from '../../domain/statement/pushed-statement'
import type { Period, Statement } from '../../domain/statement/statement'
import type { CivilDate } from '../../domain/values/calendar'
import type { Statements } from '../../platform/statements'
import { derivedOf } from './lending-loan'
import type { LendingRecord } from './lending-record'

/** The statement of account of a loan; of a pushed one as its books have it. */
export async function statementOfLoan(
  database: Statements,
  businessId: string,
  record: LendingRecord,
  period: Period,
): Promise<Statement> {
  if (record.home === 'PUSH') {
    return pushedStatement(await postedOn(database, businessId, record.no), period)
  }
  const derived = derivedOf(record)
  if (derived === null) throw new Error(`loan ${record.no} has no application`)
  return ownStatement(derived, movementsOf(record), period)
}

function movementsOf({ transactions }: LendingRecord): Movement[] {
  return transactions
    .filter(({ replacedBy }) => replacedBy === null)
    .map(({ id, type, date, amount, reversedOn }) => ({
      ...{ reference: id, type: type as SplitType, date, reversedOn, amount: BigInt(amount) },
    }))
}

interface Row {
  date: CivilDate
  kind: Posted['kind']
  isUndone: boolean
  cash: string
  principal: string
  others: string
}

/** What a loan's own events and what took them back moved between the borrower and the lender, day by day. */
async function postedOn(database: Statements, businessId: string, no: string): Promise<Posted[]> {
  const rows = await database.query<Row>(
    'posted_on',
    `SELECT j.date::text AS date, e.kind, j.reverses IS NOT NULL AND c.kind = 'REVERSAL' AS "isUndone",
            coalesce(sum(l.amount) FILTER (WHERE l.role = '1001'), 0)::text AS cash,
            coalesce(sum(l.amount) FILTER (WHERE l.role = '1101'), 0)::text AS principal,
            coalesce(sum(l.amount) FILTER (WHERE l.role IN ('1102', '1103', '2102', '2103')), 0)::text AS others
     FROM loan_stream s
     JOIN journal_entry j ON j.stream_id = s.id
     JOIN journal_line l ON l.stream_id = j.stream_id AND l.entry_no = j.no
     JOIN loan_event e ON e.id = j.event_id
     JOIN loan_event c ON c.id = j.caused_by
     WHERE s.business_id = $1 AND s.id = $2::bigint
     GROUP BY j.date, e.seq, e.kind, e.id, "isUndone"
     ORDER BY j.date, e.seq`,
    [businessId, no],
  )
  return rows.map(({ cash, principal, others, ...row }) => ({
    ...row,
    ...{ cash: BigInt(cash), principal: BigInt(principal), others: BigInt(others) },
  }))
}
