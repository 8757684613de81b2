import fc from 'fast-check'

import type { BookableLine } from '../../../../src/domain/books/books'
import {
  CONTROL_ACCOUNTS,
  CONTROL_SIDES,
  type ControlAccount,
} from '../../../../src/domain/books/control-accounts'
import { DatedChanges } from '../../../../src/domain/books/dating/dated-changes'
import type { DatedChange } from '../../../../src/domain/books/dating/dated-changes'
import {
  dateEntries,
  type PlacedEntry,
  type UndatedEntry,
} from '../../../../src/domain/books/dating/date-entries'
import { addDays } from '../../../../src/domain/values/calendar'
import { runs } from '../../../support/runs'

const FIRST = '2025-01-01'
const RUNS = runs(600)

const line = (account: ControlAccount | '1001' | '5102', amount: bigint): BookableLine => ({
  account,
  amount,
  control: account === '1001' || account === '5102' ? null : account,
})

const day = fc.integer({ min: 0, max: 12 }).map((days) => addDays(FIRST, days))
const amount = fc.bigInt({ min: 1n, max: 40n })
const receivable = fc.constantFrom<ControlAccount>('1101', '1102', '1103')

const receipt = fc
  .tuple(day, fc.bigInt({ min: 0n, max: 40n }), fc.bigInt({ min: 0n, max: 40n }), amount)
  .map(([date, principal, interest, rest]): UndatedEntry => ({
    date,
    lowering: 'WAITS',
    lines: [
      line('1001', principal + interest + rest),
      line('1101', -principal),
      line('1102', -interest),
      line('2102', -rest),
    ],
  }))

const creditUse = fc.tuple(day, receivable, amount).map(([date, account, size]): UndatedEntry => ({
  date,
  lowering: 'IN_PIECES',
  lines: [line('2102', size), line(account, -size)],
}))

const mirror = fc
  .tuple(day, receivable, fc.bigInt({ min: -40n, max: 40n }), fc.bigInt({ min: -40n, max: 40n }))
  .map(([date, account, one, other]): UndatedEntry => ({
    date,
    lowering: 'WHOLE',
    lines: [line(account, one), line('2102', other), line('1001', -one - other)],
  }))

const undated = fc.array(fc.oneof(receipt, creditUse, mirror), { minLength: 1, maxLength: 12 })

const booked = fc.array(
  fc.record({ control: fc.constantFrom(...CONTROL_ACCOUNTS), date: day, amount }),
  { maxLength: 12 },
)

/** What is there is on its right side each day; and so much that all entries can stand in the end. */
function balancesFor(entries: readonly UndatedEntry[], raised: readonly DatedChange[]) {
  const changes = raised.map((change) => ({
    ...change,
    amount: change.amount * CONTROL_SIDES[change.control],
  }))
  const final: Partial<Record<ControlAccount, bigint>> = {}
  for (const { control, amount: by } of changes) final[control] = (final[control] ?? 0n) + by
  const last = addDays(FIRST, 20)
  for (const control of CONTROL_ACCOUNTS) {
    const moved = sumOn(
      entries.flatMap(({ lines }) => lines),
      control,
    )
    const short = -((final[control] ?? 0n) + moved) * CONTROL_SIDES[control]
    if (short <= 0n) continue
    changes.push({ control, date: last, amount: short * CONTROL_SIDES[control] })
    final[control] = (final[control] ?? 0n) + short * CONTROL_SIDES[control]
  }
  return { final, changes }
}

const bookedOf = ({ final, changes }: ReturnType<typeof balancesFor>) => ({
  final,
  changes: DatedChanges.of(changes),
})

function sumOn(lines: readonly BookableLine[], account: string): bigint {
  return lines
    .filter((one) => one.account === account)
    .reduce((total, one) => total + one.amount, 0n)
}

const heldOn = (
  changes: readonly DatedChange[],
  placed: readonly PlacedEntry<unknown>[],
  control: ControlAccount,
  date: string,
): bigint => {
  const before = changes.filter((change) => change.control === control && change.date <= date)
  const lines = placed.filter((entry) => entry.date <= date).flatMap((entry) => entry.lines)
  const total = before.reduce((sum, change) => sum + change.amount, 0n) + sumOn(lines, control)
  return total * CONTROL_SIDES[control]
}

describe('entries that are dated', () => {
  it('leave every control account on its right side at every date', () => {
    fc.assert(
      fc.property(undated, booked, (entries, raised) => {
        const balances = balancesFor(entries, raised)
        const placed = dateEntries(bookedOf(balances), entries)
        for (let days = 0; days <= 21; days += 1) {
          for (const control of CONTROL_ACCOUNTS) {
            const held = heldOn(balances.changes, placed, control, addDays(FIRST, days))
            if (held < 0n) throw new Error(`${control} holds ${held} after ${days} days`)
          }
        }
      }),
      RUNS,
    )
  })

  it('come to just what was given, none before its own day, cash on its day', () => {
    fc.assert(
      fc.property(undated, booked, (entries, raised) => {
        const placed = dateEntries(bookedOf(balancesFor(entries, raised)), entries)
        for (const entry of entries) {
          const parts = placed.filter(({ of }) => of === entry)
          expect(parts.every(({ date }) => date >= entry.date)).toBe(true)
          for (const account of new Set(entry.lines.map((one) => one.account))) {
            expect(
              sumOn(
                parts.flatMap(({ lines }) => lines),
                account,
              ),
            ).toBe(sumOn(entry.lines, account))
          }
          if (entry.lowering === 'WHOLE') expect(parts).toHaveLength(1)
          if (entry.lowering !== 'WAITS') continue
          const cash = parts.filter(({ lines }) => sumOn(lines, '1001') !== 0n)
          expect(cash.map(({ date }) => date)).toEqual([entry.date])
        }
      }),
      RUNS,
    )
  })

  it('stand on the first day they can: nothing booked alone could be a day earlier', () => {
    fc.assert(
      fc.property(fc.oneof(receipt, creditUse, mirror), booked, (entry, raised) => {
        const balances = balancesFor([entry], raised)
        const placed = dateEntries(bookedOf(balances), [entry])
        for (const part of placed) {
          if (part.date === entry.date) continue
          const others = placed.filter((other) => other !== part)
          const one = part.lines.map((each) => ({
            ...each,
            amount: entry.lowering === 'WHOLE' ? each.amount : each.amount > 0n ? 1n : -1n,
          }))
          const earlier = { ...part, date: addDays(part.date, -1), lines: one }
          const rest = part.lines.map((each, place) => ({
            ...each,
            amount: each.amount - (one[place]?.amount ?? 0n),
          }))
          const moved = [...others, earlier, { ...part, lines: rest }]
          const falls = CONTROL_ACCOUNTS.some((control) =>
            Array.from({ length: 22 }, (_, days) => addDays(FIRST, days)).some(
              (date) => heldOn(balances.changes, moved, control, date) < 0n,
            ),
          )
          expect(falls).toBe(true)
        }
      }),
      RUNS,
    )
  })
})
