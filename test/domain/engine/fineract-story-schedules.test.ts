import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import { faultsOfTerms } from '../../../src/domain/engine/schedule/faults'
import { journalStories, sayable, stories } from '../../fineract/cases'
import type { FineractLoan } from '../../fineract/cases'
import { scheduledSteps } from '../../fineract/scheduled-story'
import type { Scheduled } from '../../fineract/scheduled-story'
import { chargesOf, exponentOf, minor, termsOf } from '../../fineract/terms'

const STALE_DATES =
  'ours makes the schedule anew for the expected day: what an undone disbursal leaves is what is derived from the rest'
const SAME_AS_PREVIEW =
  'ours shows a charge from the beginning that is left out there until the loan is replayed'

/** Steps at which ours differs on purpose, and why. */
const DIFFERS: Record<string, { steps: number[]; reason: string }> = {
  FT0102: { steps: [5], reason: STALE_DATES },
  FT0154: { steps: [8], reason: STALE_DATES },
  FT0494: { steps: [4], reason: STALE_DATES },
  FT2049: { steps: [8], reason: STALE_DATES },
  FT0373: { steps: [7, 8, 9, 10], reason: SAME_AS_PREVIEW },
  FT0693: { steps: [0, 4, 5, 6], reason: SAME_AS_PREVIEW },
  'FE-submit-36': {
    steps: [0],
    reason: 'ours refuses an amount with more decimals than the currency',
  },
}

const told = [...stories(), ...journalStories()]
  .filter(({ loan }) => sayable(loan))
  .map((story) => [story.id, scheduledSteps(story)] as const)
  .filter(([, steps]) => steps.length > 0)

function scheduled({ loan, principal, disbursedOn, charges }: Scheduled) {
  const terms = termsOf(loan)
  expect(faultsOfTerms(terms)).toEqual([])
  const generated = generateSchedule(terms, {
    principal: minor(principal, loan),
    disbursedOn,
    exponent: exponentOf(loan),
    charges: chargesOf(loan, charges),
  })
  if (!generated.ok) throw new Error(`refused: ${generated.interestAboveInstallment}`)
  return generated.schedule
}

const OWED = { principal: 3, interest: 6, fees: 10, penalties: 14 } as const

function expectedRows(rows: NonNullable<Scheduled['state']['installments']>, loan: FineractLoan) {
  const amount = (figure: unknown) => minor(String(figure), loan)
  return rows.map((row) => ({
    no: Number(row[0]),
    from: row[1],
    due: row[2],
    owed: {
      principal: amount(row[OWED.principal]),
      interest: amount(row[OWED.interest]),
      fees: amount(row[OWED.fees]),
      penalties: amount(row[OWED.penalties]),
    },
  }))
}

test.each(told)('%s has the same installments and charges after each step', (id, steps) => {
  for (const at of steps) {
    if (DIFFERS[id]?.steps.includes(at.step) === true) continue
    const { state, loan } = at
    const { installments, charges } = scheduled(at)
    if (state.installments !== undefined) {
      expect(installments).toEqual(expectedRows(state.installments, loan))
    }
    if (state.charges !== undefined) {
      expect(charges.map(({ amount }) => amount)).toEqual(
        state.charges.map((row) => minor(String(row[5]), loan)),
      )
    }
  }
})

test.each(Object.entries(DIFFERS))('%s differs on purpose', (id, { steps }) => {
  const at = told.find(([told]) => told === id)?.[1].find(({ step }) => step === steps[0])
  expect(at).toBeDefined()
  if (at?.state.installments === undefined) return
  const rows = at.state.installments
  const same = () => expect(scheduled(at).installments).toEqual(expectedRows(rows, at.loan))
  expect(same).toThrow()
})
