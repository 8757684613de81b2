import fc from 'fast-check'
import { deriveLoan } from '../../../src/domain/engine/derive'
import type { DerivedLoan, Installment, Split } from '../../../src/domain/engine/derived-loan'
import { PORTIONS, sumOf } from '../../../src/domain/engine/portions'
import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import { inBookOrder } from '../../../src/domain/events/lending/book-order'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import { ownFacts } from '../../support/own-facts'
import { runs } from '../../support/runs'

const RUNS = runs(100)

/** Holds of a loan while anything is sent for it, of any prefix, and of what is left once some is undone. */
function check(property: (live: LendingFact[], loan: DerivedLoan) => void): void {
  const undone = fc.infiniteStream(fc.integer({ min: 0, max: 3 }))
  fc.assert(
    fc.property(ownFacts, fc.nat(), undone, (facts, length, undone) => {
      const begun = facts.slice(0, 2 + (length % facts.length))
      const left = facts.filter(
        ({ kind }) => ['SUBMIT', 'DISBURSE'].includes(kind) || undone.next().value !== 0,
      )
      for (const live of [facts, begun, left]) property(live, deriveLoan(live))
    }),
    RUNS,
  )
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => bigint): bigint =>
  items.reduce((total, item) => total + of(item), 0n)

const openOf = (
  { owed, paid, waived, writtenOff }: Installment,
  portion: (typeof PORTIONS)[number],
) => owed[portion] - paid[portion] - waived[portion] - writtenOff[portion]

const amountOf = ({ payload }: LendingFact): bigint =>
  'amount' in payload ? BigInt(payload.amount) : 0n

const ofKinds = (live: readonly LendingFact[], ...kinds: readonly LendingFact['kind'][]) =>
  sum(
    live.filter(({ kind }) => kinds.includes(kind)),
    amountOf,
  )

const isOwedAnew = ({ kind }: Split) => ['REFUND', 'CREDIT_REFUND', 'CREDIT_OUT'].includes(kind)

test('installments come to the principal and the interest, and to what was paid out uncovered', () => {
  check((live, { schedule, splits, terms, principal, timeline, exponent }) => {
    const anew = sum(splits.filter(isOwedAnew), ({ moves }) =>
      sum(
        moves.filter(({ kind }) => kind === 'DUE'),
        (move) => move.principal,
      ),
    )
    const made = generateSchedule(terms, {
      ...{ principal: principal.disbursed ?? 0n, disbursedOn: timeline.disbursedOn ?? '' },
      ...{ exponent, charges: [] },
    })
    const interest = made.ok ? sum(made.schedule.installments, ({ owed }) => owed.interest) : null
    expect(sum(schedule, ({ owed }) => owed.principal)).toBe(ofKinds(live, 'DISBURSE') + anew)
    expect(sum(schedule, ({ owed }) => owed.interest)).toBe(interest)
  })
})

test('charges come to what the installments owe beside, and are paid and waived as these are', () => {
  check((_, { charges, schedule }) => {
    for (const [portion, penalty] of [
      ['fees', false],
      ['penalties', true],
    ] as const) {
      const own = charges.filter((charge) => charge.penalty === penalty)
      expect(sum(own, ({ amount }) => amount)).toBe(sum(schedule, ({ owed }) => owed[portion]))
      expect(sum(own, ({ paid }) => paid)).toBe(sum(schedule, ({ paid }) => paid[portion]))
      expect(sum(own, ({ waived }) => waived)).toBe(sum(schedule, ({ waived }) => waived[portion]))
    }
  })
})

test('nothing outstanding is ever below zero, nor is credit', () => {
  check((_, { schedule, splits, totals, charges }) => {
    for (const row of schedule) {
      for (const portion of PORTIONS) expect(openOf(row, portion)).toBeGreaterThanOrEqual(0n)
      expect(row.paidInAdvance + row.paidLate).toBeLessThanOrEqual(sumOf(row.paid))
      expect(row.paidInAdvance).toBeGreaterThanOrEqual(0n)
      expect(row.paidLate).toBeGreaterThanOrEqual(0n)
      const isOpen = PORTIONS.some((portion) => openOf(row, portion) > 0n)
      expect(row.obligationsMetOn === null).toBe(isOpen)
    }
    for (const { principalAfter, totalAfter, creditAfter } of splits) {
      for (const after of [principalAfter, totalAfter, creditAfter]) {
        expect(after).toBeGreaterThanOrEqual(0n)
      }
    }
    for (const { parts } of charges) {
      for (const { outstanding } of parts) expect(outstanding).toBeGreaterThanOrEqual(0n)
    }
    expect(totals.overpaid).toBeGreaterThanOrEqual(0n)
  })
})

test('every unit that came in is paid or credit, and every unit that went out is neither', () => {
  check((live, { totals, splits }) => {
    const out = splits.filter(isOwedAnew)
    const owedAnew = sum(out, ({ moves }) =>
      sum(
        moves.filter(({ kind }) => kind === 'DUE'),
        (move) => move.principal,
      ),
    )
    const cameIn = ofKinds(live, 'REPAY')
    const wentOut = ofKinds(live, 'REFUND', 'CREDIT_REFUND', 'CREDIT_OUT')
    expect(sumOf(totals.paid) + totals.overpaid).toBe(cameIn - (wentOut - owedAnew))
  })
})

test('what an event is divided into comes to its amount, and to what it moves', () => {
  check((live, { splits }) => {
    for (const split of splits) {
      if (split.type === 'Disbursement' || split.part === 1) continue
      const { amount, overpayment, moves, kind } = split
      expect(sumOf(split) + overpayment).toBe(amount)
      for (const portion of PORTIONS) {
        const moved = sum(moves, (move) =>
          // A rebate is no part of the payment that brings it.
          kind === 'REPAY' && move.kind === 'WAIVED' ? 0n : move[portion],
        )
        expect(moved < 0n ? -moved : moved).toBe(split[portion])
      }
      const fixed = live.find(({ eventId }) => eventId === split.eventId)
      if (fixed !== undefined && 'amount' in fixed.payload && kind !== 'WAIVE_INTEREST') {
        expect(amount).toBe(amountOf(fixed))
      }
    }
  })
})

test('moves sum up to what is open of each installment, and the last split tells what the loan is', () => {
  check((_, { schedule, splits, totals, status }) => {
    const moves = splits.flatMap((split) => split.moves)
    // What is owed by a charge that was added later is moved by the disbursement.
    for (const row of schedule) {
      const own = moves.filter(({ installment }) => installment === row.no)
      for (const portion of PORTIONS) {
        expect(sum(own, (move) => move[portion])).toBe(openOf(row, portion))
      }
    }
    const last = splits.at(-1)
    expect(last?.totalAfter).toBe(sumOf(totals.outstanding))
    expect(last?.principalAfter).toBe(totals.outstanding.principal)
    expect(last?.creditAfter).toBe(totals.overpaid)
    expect(sumOf(totals.outstanding)).toBe(
      sum(schedule, (row) => sum(PORTIONS, (portion) => openOf(row, portion))),
    )
    if (splits.some(({ kind }) => kind === 'WRITE_OFF')) {
      expect(status).toBe('Closed (written off)')
    } else {
      const isDue = sumOf(totals.outstanding) > 0n
      const expected =
        totals.overpaid > 0n ? 'Overpaid' : isDue ? 'Active' : 'Closed (obligations met)'
      expect(status).toBe(expected)
    }
  })
})

test('any order of staging that is the same in book order gives the same loan', () => {
  fc.assert(
    fc.property(ownFacts, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (facts, gaps) => {
      let seq = 0
      const again = inBookOrder(facts).map((event) => ({
        ...event,
        seq: (seq += Number(gaps.next().value)),
      }))
      expect(deriveLoan(again.toReversed())).toEqual(deriveLoan(facts))
    }),
    RUNS,
  )
})

const isOf = ({ payload }: Extract<LendingFact, { kind: 'WAIVE_CHARGE' }>, charge: LendingFact) =>
  payload.chargeEventId === charge.eventId

/** What holds from the beginning: it may divide again what was before it. */
const FROM_THE_BEGINNING: readonly LendingFact['kind'][] = [
  'ADD_CHARGE',
  'WAIVE_CHARGE',
  'WRITE_OFF',
]

test('an event behind all others leaves how these were divided as it is', () => {
  fc.assert(
    fc.property(ownFacts, (facts) => {
      const ordered = inBookOrder(facts)
      const last = ordered.at(-1)
      if (last === undefined || FROM_THE_BEGINNING.includes(last.kind)) return
      // A waiver that is dated ahead of its penalty forgives it once it is there.
      if (facts.some((one) => one.kind === 'WAIVE_CHARGE' && isOf(one, last))) return
      const before = deriveLoan(ordered.slice(0, -1)).splits
      expect(deriveLoan(ordered).splits.slice(0, before.length)).toEqual(before)
    }),
    RUNS,
  )
})
