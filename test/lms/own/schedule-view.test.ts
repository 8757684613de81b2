import type { DerivedLoan, Installment, Portions } from '../../../src/domain/engine/derived-loan'
import { scheduleView } from '../../../src/lms/own/schedule-view'

const NOTHING: Portions = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n }

const installment = (no: number, due: string, paid: bigint, waived = 0n) =>
  ({
    ...{ no, due, owed: { ...NOTHING, principal: 600_000n, interest: 12_000n } },
    ...{ paid: { ...NOTHING, principal: paid }, waived: { ...NOTHING, interest: waived } },
    writtenOff: NOTHING,
  }) as Installment

const viewOf = (...schedule: Installment[]) => {
  const outstanding = { ...NOTHING, fees: 5_000n, penalties: 1n }
  return scheduleView({ schedule, totals: { outstanding }, exponent: 2 } as unknown as DerivedLoan)
}

describe('The schedule as operators see it', () => {
  it('says what is open of the first installment that is not paid', () => {
    expect(
      viewOf(
        installment(1, '2026-02-10', 600_000n, 12_000n),
        installment(2, '2026-03-10', 100_000n),
        installment(3, '2026-04-10', 0n),
      ),
    ).toEqual({
      ...{ fees: '50.00', penalties: '0.01', installments: 3, installmentsPaid: 1 },
      next: { due: '2026-03-10', amount: '5120.00' },
    })
  })

  it('has no next one where all are paid', () => {
    expect(viewOf(installment(1, '2026-02-10', 612_000n))).toMatchObject({
      ...{ installmentsPaid: 1, next: null },
    })
  })
})
