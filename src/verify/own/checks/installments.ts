import type { DerivedLoan } from '../../../domain/engine/derived-loan'
import type { LineKind } from '../../../domain/books/lending/installment-lines'
import type { Portions } from '../../../domain/engine/derived-loan'
import { compareAll, type Facts } from '../../difference'
import { groupBy } from '../../../domain/values/group-by'
import { majorOf, type OwnCheck } from '../../loan-check'
import type { OwnLoanRecord } from '../../loan-record'
import { standardLines } from '../../standard-accounts'

type Major = (minor: bigint) => string

/**
 * The lines of each installment, which reports add up, come to what the schedule says; and all
 * installments on each day to the principal that the books then have.
 */
export const installments: OwnCheck = {
  name: 'installments',
  ofBooks: true,
  find(record, { books, fault }) {
    if (fault !== null) return []
    const major = majorOf(record)
    const sums = new Map<string, Portions>()
    for (const { item, dueOn, kind, ...portions } of record.installments) {
      add(sums, nameOf(item, dueOn, kind), portions)
    }
    return [
      ...compareAll(factsOf(scheduled(books.loan), major), factsOf(sums, major)),
      ...compareAll(principalByDay(booked(record), major), principalByDay(lines(record), major)),
    ]
  },
}

type Moved = [day: string, amount: bigint]

function booked(record: OwnLoanRecord): Moved[] {
  const dates = new Map(record.entries.map(({ no, date }) => [no, date]))
  return standardLines(record)
    .filter(({ account }) => account === '1101')
    .map(({ entryNo, amount }) => [dates.get(entryNo) ?? '', amount])
}

function lines({ installments: moved }: OwnLoanRecord): Moved[] {
  return moved.map(({ bookedOn, principal }) => [bookedOn, principal])
}

function principalByDay(moved: readonly Moved[], major: Major): Map<string, Facts> {
  return new Map(
    [...groupBy(moved, ([day]) => day)].flatMap(([day, some]) => {
      const sum = some.reduce((total, [, amount]) => total + amount, 0n)
      return sum === 0n ? [] : [[`installments on ${day}`, { principal: major(sum) }]]
    }),
  )
}

function scheduled(loan: DerivedLoan | null): Map<string, Portions> {
  const sums = new Map<string, Portions>()
  if (typeof loan?.timeline.disbursedOn !== 'string') return sums
  for (const { no, due, owed, paid, waived, writtenOff } of loan.schedule) {
    add(sums, nameOf(no, due, 'DUE'), owed)
    add(sums, nameOf(no, due, 'PAID'), negative(paid))
    add(sums, nameOf(no, due, 'WAIVED'), negative(waived))
    add(sums, nameOf(no, due, 'WRITTEN_OFF'), negative(writtenOff))
  }
  return sums
}

function nameOf(item: number, due: string, kind: LineKind): string {
  return `installment ${item} of ${due}, ${kind}`
}

function add(sums: Map<string, Portions>, name: string, more: Portions): void {
  const sum = sums.get(name) ?? { principal: 0n, interest: 0n, fees: 0n, penalties: 0n }
  sums.set(name, {
    principal: sum.principal + more.principal,
    interest: sum.interest + more.interest,
    fees: sum.fees + more.fees,
    penalties: sum.penalties + more.penalties,
  })
}

function negative({ principal, interest, fees, penalties }: Portions): Portions {
  return { principal: -principal, interest: -interest, fees: -fees, penalties: -penalties }
}

function factsOf(sums: ReadonlyMap<string, Portions>, major: Major): Map<string, Facts> {
  return new Map(
    [...sums].flatMap(([name, { principal, interest, fees, penalties }]) => {
      const isNothing = [principal, interest, fees, penalties].every((amount) => amount === 0n)
      return isNothing
        ? []
        : [[name, { portions: [principal, interest, fees, penalties].map(major).join(' ') }]]
    }),
  )
}
