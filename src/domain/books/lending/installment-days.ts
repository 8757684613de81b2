import type { InstallmentMove, Portions } from '../../engine/derived-loan'
import { groupBy } from '../../values/group-by'
import { least } from '../../values/money'
import type { CivilDate } from '../../values/calendar'
import type { EntryPart } from '../books'
import { controlAccountOf, type ControlAccount } from '../control-accounts'
import type { ChangeEntry } from '../ledger-change'

/** What a settlement moves on the loan and where the books show it; of its portions, what is paid last comes first. */
const SETTLED = [
  { portions: ['principal'], accounts: ['1101'] },
  { portions: ['interest'], accounts: ['1102', '2103'] },
  { portions: ['fees', 'penalties'], accounts: ['1103'] },
] as const satisfies {
  portions: readonly (keyof Portions)[]
  accounts: readonly ControlAccount[]
}[]

type Settled = (typeof SETTLED)[number]

/** What moves nothing on an installment: income that is raised, and what was paid before it was. */
const RAISES: ReadonlySet<EntryPart | null> = new Set<EntryPart>([
  ...(['INTEREST', 'CHARGES', 'ADVANCE_USE', 'CREDIT_USE'] as const),
])

type DatedMove = InstallmentMove & { bookedOn: CivilDate }

/** How the entries of a change move what is open on a loan, by event. */
export class EntryDays {
  readonly #entries: ReadonlyMap<string, readonly ChangeEntry[]>
  readonly #accounts: Record<string, string>

  /** @param accounts the business's own codes by standard code */
  constructor(entries: readonly ChangeEntry[], accounts: Record<string, string>) {
    const moving = entries.filter(({ part }) => !RAISES.has(part))
    this.#entries = groupBy(moving, ({ eventId }) => eventId)
    this.#accounts = accounts
  }

  /**
   * Dates what moves on installments as the entries of its event are: what these cannot book on the
   * event's day, since the accounts hold too little then, moves on theirs.
   *
   * @param moves of one event, all on its day
   * @param places where the event moves something, for days on which only its entries do
   */
  date(
    eventId: string,
    day: CivilDate,
    moves: readonly InstallmentMove[],
    places: readonly InstallmentMove[],
  ): DatedMove[] {
    const onDay = moves.map((one) => ({ ...one, bookedOn: day }))
    const entries = this.#entries.get(eventId) ?? []
    if (entries.every(({ date }) => date === day)) return onDay
    const lastPaidFirst = onDay.toSorted(byPaying).reverse()
    const moved: DatedMove[] = []
    const move = (
      of: InstallmentMove,
      portion: keyof Portions,
      amount: bigint,
      bookedOn: CivilDate,
    ) => moved.push({ ...of, ...NOTHING, [portion]: amount, bookedOn })
    for (const settled of SETTLED) {
      for (const [bookedOn, amount] of this.#movesOf(entries, settled, day)) {
        let rest = amount
        for (const line of lastPaidFirst) {
          for (const portion of settled.portions) {
            const taken = leastOfSign(rest, line[portion])
            if (taken === 0n) continue
            line[portion] -= taken
            rest -= taken
            move(line, portion, taken, bookedOn)
          }
        }
        const [portion] = settled.portions
        const place = places.findLast((one) => one[portion] !== 0n) ?? places.at(-1)
        if (rest === 0n || place === undefined) continue
        move(place, portion, rest, bookedOn)
        move(place, portion, -rest, day)
      }
    }
    return [...onDay, ...moved].filter(isSomething)
  }

  /** On other days than one, the latest first: there waits what is paid last. */
  #movesOf(
    entries: readonly ChangeEntry[],
    { accounts }: Settled,
    day: CivilDate,
  ): [CivilDate, bigint][] {
    const isOfThese = (code: string) => {
      const control = controlAccountOf(code, this.#accounts)
      return accounts.some((account) => account === control)
    }
    return [...groupBy(entries, ({ date }) => date)]
      .map(([date, some]): [CivilDate, bigint] => [
        date,
        some
          .flatMap(({ lines }) => lines)
          .reduce((sum, { account, amount }) => (isOfThese(account) ? sum + amount : sum), 0n),
      ])
      .filter(([date, amount]) => date !== day && amount !== 0n)
      .toSorted(([one], [other]) => (one < other ? 1 : -1))
  }
}

const NOTHING: Portions = { principal: 0n, interest: 0n, fees: 0n, penalties: 0n }

/** What is forgiven, then what is paid, each in order of installments. */
function byPaying(one: InstallmentMove, other: InstallmentMove): number {
  if (one.kind !== other.kind) return Number(one.kind === 'PAID') - Number(other.kind === 'PAID')
  return one.installment - other.installment
}

function isSomething({ principal, interest, fees, penalties }: Portions): boolean {
  return principal !== 0n || interest !== 0n || fees !== 0n || penalties !== 0n
}

/** The smaller of two amounts of the same sign; nothing where their signs differ. */
function leastOfSign(one: bigint, other: bigint): bigint {
  if (one > 0n && other > 0n) return least(one, other)
  return one < 0n && other < 0n ? -least(-one, -other) : 0n
}
