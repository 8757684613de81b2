import type { Business } from '../../business/business'
import { daysBetween, todayIn } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import type { Installment } from '../../domain/engine/derived-loan'
import { loanList } from '../../operations/loan-list'
import { loanWorkflowId } from '../../temporal/loan-workflow-id'
import { derivedOf } from '../../views/lending/lending-loan'
import { findLendingRecord } from '../../views/lending/lending-record'
import { findLoan } from '../../views/loan-view'
import { toChargeAnswer } from '../v1/loans/charge-answer'
import { toScheduleRow } from '../v1/loans/schedule-answer'
import { wireInvoice } from '../wire/books'
import { toLoanRow } from './loan-row-answer'
import type { OpsDeps } from './ops-route'
import type { Beside } from './story-answer'

/** What of a loan is told beside its story; undefined where it is gone meanwhile. */
export async function besideStory(
  { database, clock, temporalUi }: OpsDeps,
  business: Business,
  loanId: string,
): Promise<Beside | undefined> {
  const today = todayIn(business.timeZone, clock.now())
  const asked = { businessId: business.id, today, filter: { loanId } }
  const [{ items }, view] = await Promise.all([
    loanList(database, { ...asked, sort: 'number', isDescending: true }, { rows: 1 }),
    findLoan(database, business.id, loanId, { events: 1, before: null }),
  ])
  const [listed] = items
  if (listed === undefined) return undefined
  const { number, customerName, product, door, health, disbursedOn, principal, daysOverdue } =
    toLoanRow(listed, business)
  const own = door === 'lms' ? await ofOurOwn({ database }, business, number, today) : NOTHING
  const workflow = encodeURIComponent(loanWorkflowId({ businessId: business.id, loanId }))
  return {
    ...{ number, customerName: view?.customerName ?? customerName, product, door, health },
    ...{ disbursedOn, principal, daysOverdue, ...own },
    invoices: (view?.invoices ?? []).map((invoice) => wireInvoice(invoice, business.exponent)),
    temporalUrl: temporalUi
      ? `${temporalUi.url}/namespaces/${temporalUi.namespace}/workflows/${workflow}`
      : null,
  }
}

const NOTHING: Pick<Beside, 'schedule' | 'charges'> = { schedule: [], charges: [] }

async function ofOurOwn(
  { database }: Pick<OpsDeps, 'database'>,
  business: Business,
  number: string,
  today: CivilDate,
): Promise<Pick<Beside, 'schedule' | 'charges'>> {
  const record = await findLendingRecord(database, business.id, number)
  const derived = record && derivedOf(record)
  if (record === null || derived === null) return NOTHING
  return {
    schedule: derived.schedule.map((row) => installmentOf(row, business, today)),
    charges: derived.charges.map((charge) => toChargeAnswer(record, charge, business.exponent)),
  }
}

function installmentOf(
  installment: Installment,
  { exponent }: Business,
  today: CivilDate,
): Beside['schedule'][number] {
  const row = toScheduleRow(installment, exponent)
  const { period, dueDate, principal, interest, fees, penalties, paid, outstanding } = row
  const until = row.obligationsMetOnDate ?? (row.completed ? dueDate : today)
  return {
    ...{ no: period, dueDate, principal, interest, fees, penalties, paid, outstanding },
    daysLate: Math.max(0, daysBetween(dueDate, until)),
    obligationsMetOnDate: row.obligationsMetOnDate,
  }
}
