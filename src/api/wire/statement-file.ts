import { z } from 'zod'
import 'zod-openapi'

import type { Statement } from '../../domain/statement/statement'
import { FIRST_DATE } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import type { Caller } from '../../identity/caller'
import type { Clock } from '../../platform/clock'
import type { Database } from '../../platform/database'
import { statementFile } from '../../reports/statement-of-account'
import { MEDIA_TYPES } from '../../reports/written/forms'
import type { LendingRecord } from '../../views/lending/lending-record'
import { reply } from '../routing/route'
import { Streamed } from '../routing/streamed'
import { accountNoOf } from './account-no'

export const STATEMENT_FORMS = ['text/csv', 'application/pdf']

/** How a statement is answered. */
export const formatOfStatement = z
  .enum(['json', 'csv', 'pdf'], { error: 'format must be one of json, csv, pdf' })
  .default('json')
  .meta({ description: 'CSV in minor units, PDF in major ones.' })

/** Where a statement begins that is not told from when on. */
export function beginningOf({ row }: LendingRecord): CivilDate {
  return row?.disbursedOn ?? row?.submittedOn ?? FIRST_DATE
}

/** The answer of a statement that is a file. */
export function statementAsFile(
  { database, clock }: { database: Database; clock: Clock },
  { business }: Caller,
  record: LendingRecord,
  statement: Statement,
  format: 'csv' | 'pdf',
) {
  const loan = {
    ...{ accountNo: accountNoOf(record.no), loanId: record.loanId },
    ...{ customerName: record.customer?.name ?? null, currency: business.currency },
  }
  const pieces = statementFile(database, business.id, format, {
    ...{ statement, loan, at: clock.now() },
  })
  const { fromDate, toDate } = statement
  const name = `statement-${record.no}-${fromDate}-${toDate}.${format}`
  return reply(200, new Streamed(MEDIA_TYPES[format], pieces), {
    'Content-Disposition': `attachment; filename="${name}"`,
  })
}
