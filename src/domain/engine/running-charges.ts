import type { ChargeTerms } from '../events/lending/loan-terms'
import type { CivilDate } from '../values/calendar'
import { least } from '../values/money'
import type { DerivedCharge } from './derived-loan'
import type { ScheduledCharge } from './schedule/charges'

/** A charge as an event brought it. */
export interface LiveCharge {
  eventId: string
  terms: ChargeTerms
}

/** What a charge comes to on one installment, and what became of it. */
interface Part {
  installment: number
  due: CivilDate
  /** Of a charge on every installment. */
  recurs: boolean
  amount: bigint
  paid: bigint
  waived: bigint
}

interface RunningCharge extends LiveCharge {
  amount: bigint
  parts: Part[]
  reversed: boolean
}

const openOf = ({ amount, paid, waived }: Part): bigint => amount - paid - waived

/** The charges of a loan while its events are applied. */
export class RunningCharges {
  readonly #charges: RunningCharge[] = []
  /** Those of an installment, penalties apart: in the order in which they are paid. */
  readonly #byInstallment = new Map<string, Part[]>()

  add(charge: LiveCharge, scheduled: ScheduledCharge, dueOf: (installment: number) => CivilDate) {
    const parts = scheduled.parts.map(({ installment, amount }): Part => ({
      ...{ installment, amount, paid: 0n, waived: 0n },
      due: charge.terms.dueOn ?? dueOf(installment),
      recurs: charge.terms.time === 'INSTALLMENT',
    }))
    this.#charges.push({ ...charge, amount: scheduled.amount, parts, reversed: false })
    for (const part of parts) this.#file(part, charge.terms)
  }

  /** A penalty of an amount that only its day has shown; of none at all it is taken back. */
  addPenalty(charge: LiveCharge, installment: number, amount: bigint, due: CivilDate): void {
    const part = { installment, due, recurs: false, amount, paid: 0n, waived: 0n }
    this.#charges.push({ ...charge, amount, parts: [part], reversed: amount === 0n })
    this.#file(part, charge.terms)
  }

  /** Pays charges of an installment, the earliest due first; below zero takes back, the latest first. */
  pay(installment: number, penalty: boolean, amount: bigint): void {
    const parts = this.#byInstallment.get(keyOf(installment, penalty)) ?? []
    let left = amount
    for (const part of amount > 0n ? parts : parts.toReversed()) {
      const taken = left > 0n ? least(left, openOf(part)) : -least(-left, part.paid)
      part.paid += taken
      left -= taken
      if (left === 0n) return
    }
  }

  /** What waiving a charge forgives, by installment: all that is open of it, or so much at most. */
  waive(eventId: string, index: number, installment: number | null, most: bigint): WaivedPart[] {
    const charge = this.find(eventId, index)
    let left = most
    const waived: WaivedPart[] = []
    for (const part of charge?.parts ?? []) {
      if (installment !== null && part.installment !== installment) continue
      const amount = least(left, openOf(part))
      if (amount === 0n) continue
      part.waived += amount
      left -= amount
      waived.push({
        installment: part.installment,
        penalty: charge?.terms.penalty ?? false,
        amount,
      })
    }
    return waived
  }

  find(eventId: string, index: number): RunningCharge | undefined {
    return this.#charges.find((one) => one.eventId === eventId && one.terms.index === index)
  }

  /** @param keptBack charges at disbursement are paid by what they are kept back from */
  derived(keptBack: boolean): DerivedCharge[] {
    return this.#charges.map(({ eventId, terms, amount, parts, reversed }) => {
      const sum = (of: 'paid' | 'waived') => parts.reduce((total, part) => total + part[of], 0n)
      const { index, time, rate, penalty, dueOn } = terms
      const paid = time === 'DISBURSEMENT' && keptBack ? amount : sum('paid')
      return {
        ...{ eventId, index, time, rate, penalty, dueOn, amount, paid, reversed },
        waived: sum('waived'),
        parts: parts.map((part) => ({ installment: part.installment, outstanding: openOf(part) })),
      }
    })
  }

  #file(part: Part, { penalty, time }: ChargeTerms): void {
    const key = keyOf(part.installment, penalty)
    const parts = this.#byInstallment.get(key) ?? []
    // Of one day, those with a date of their own come first.
    const place = parts.findIndex(
      (other) =>
        other.due > part.due || (other.due === part.due && time === 'DUE_DATE' && other.recurs),
    )
    parts.splice(place === -1 ? parts.length : place, 0, part)
    this.#byInstallment.set(key, parts)
  }
}

export interface WaivedPart {
  installment: number
  penalty: boolean
  amount: bigint
}

function keyOf(installment: number, penalty: boolean): string {
  return `${installment} ${penalty}`
}
