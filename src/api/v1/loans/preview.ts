import { z } from 'zod'
import 'zod-openapi'

import type { Portions } from '../../../domain/engine/derived-loan'
import { noPortions, PORTIONS, sumOf } from '../../../domain/engine/portions'
import { generateSchedule } from '../../../domain/engine/schedule/generate'
import type { SubmitPayload } from '../../../domain/events/lending/lending-payloads'
import { minorOf } from '../../../domain/values/money'
import { wireAmount } from '../../wire/amount'
import { money } from '../../wire/books-schemas'
import { parts, scheduleRow, toScheduleRow, untouched } from './schedule-answer'

export const previewAnswer = z
  .object({
    schedule: z.array(scheduleRow),
    totals: z.object({
      ...{ principal: money, interest: money, fees: money, penalties: money, total: money },
    }),
    feesDueAtDisbursement: money,
  })
  .meta({ id: 'LoanSchedule' })

/** The schedule of a loan as applied for, paid out on the day that is expected. */
export function previewOf(payload: SubmitPayload): z.infer<typeof previewAnswer> {
  const { terms, charges, exponent, expectedDisbursementOn, submittedOn, today } = payload
  const generated = generateSchedule(terms, {
    principal: minorOf(terms.principal),
    disbursedOn: expectedDisbursementOn ?? submittedOn ?? today,
    ...{ exponent, charges },
  })
  if (!generated.ok) throw new Error('an application was judged to have a schedule')
  const { installments, feesAtDisbursement } = generated.schedule
  const totals = installments.reduce((sum, { owed }) => plus(sum, owed), noPortions())
  return {
    schedule: installments.map(({ no, from, due, owed }) =>
      toScheduleRow(untouched(no, from, due, owed), exponent),
    ),
    totals: {
      ...parts(totals, '', exponent),
      total: wireAmount(sumOf(totals), exponent),
    },
    feesDueAtDisbursement: wireAmount(feesAtDisbursement, exponent),
  }
}

function plus(one: Portions, other: Portions): Portions {
  const sum = noPortions()
  for (const part of PORTIONS) sum[part] = one[part] + other[part]
  return sum
}
