import { z } from 'zod'
import 'zod-openapi'

import type { Installment, Portions } from '../../../domain/engine/derived-loan'
import { noPortions, PORTIONS, sumOf } from '../../../domain/engine/portions'
import type { Portion } from '../../../domain/engine/portions'
import type { CivilDate } from '../../../domain/values/calendar'
import { wireAmount } from '../../wire/amount'
import { civilDate, money } from '../../wire/books-schemas'

const shares = { principal: money, interest: money, fees: money, penalties: money }

export const scheduleRow = z
  .object({
    period: z.int(),
    fromDate: civilDate,
    dueDate: civilDate,
    ...shares,
    total: money,
    paid: money,
    outstanding: money,
    completed: z.boolean(),
    ...named('Paid'),
    ...named('Outstanding'),
    paidInAdvance: money,
    paidLate: money,
    obligationsMetOnDate: civilDate.nullable(),
  })
  .meta({ id: 'Installment' })

/** What is the same of each part of an installment or a loan, by names that end alike. */
function named<End extends string>(end: End) {
  const shape = Object.fromEntries(PORTIONS.map((part) => [`${part}${end}`, money]))
  return shape as Record<`${Portion}${End}`, typeof money>
}

export const totalsOfParts = named

type ScheduleRow = z.infer<typeof scheduleRow>

export function toScheduleRow(installment: Installment, exponent: number): ScheduleRow {
  const { no, from, due, owed, paid, paidInAdvance, paidLate, obligationsMetOn } = installment
  const open = openOf(installment)
  const wire = (minor: bigint) => wireAmount(minor, exponent)
  return {
    ...{ period: no, fromDate: from, dueDate: due },
    ...parts(owed, '', exponent),
    total: wire(sumOf(owed)),
    paid: wire(sumOf(paid)),
    outstanding: wire(sumOf(open)),
    completed: sumOf(open) === 0n,
    ...parts(paid, 'Paid', exponent),
    ...parts(open, 'Outstanding', exponent),
    paidInAdvance: wire(paidInAdvance),
    paidLate: wire(paidLate),
    obligationsMetOnDate: obligationsMetOn,
  }
}

/** One that nothing has happened to. */
export function untouched(
  no: number,
  from: CivilDate,
  due: CivilDate,
  owed: Portions,
): Installment {
  const none = noPortions()
  return {
    ...{ no, from, due, owed, paid: none, waived: none, writtenOff: none },
    ...{ paidInAdvance: 0n, paidLate: 0n, obligationsMetOn: null },
  }
}

/** Four figures by the names of what they are of and how these end. */
export function parts<End extends string>(figures: Portions, end: End, exponent: number) {
  const named = PORTIONS.map((part) => [`${part}${end}`, wireAmount(figures[part], exponent)])
  return Object.fromEntries(named) as Record<`${Portion}${End}`, ReturnType<typeof wireAmount>>
}

function openOf({ owed, paid, waived, writtenOff }: Installment): Portions {
  const open = (part: Portion) => owed[part] - paid[part] - waived[part] - writtenOff[part]
  return {
    principal: open('principal'),
    interest: open('interest'),
    fees: open('fees'),
    penalties: open('penalties'),
  }
}
