import { addMonths } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'
import { randomFrom } from '../random'
import { MAJOR } from '../terms'

/** One write to `/api/v1/lms`. `{loan}` in its path is told by the first answer. */
export interface PartnerCommand {
  path: string
  body: Readonly<Record<string, unknown>>
  /** Idempotency-Key. */
  key: string
}

/** What a partner does with one loan, its application first. */
export interface PartnerStory {
  commands: readonly [PartnerCommand, ...PartnerCommand[]]
}

const MONTHS = 6
/** Percent a month, flat. */
const RATE = 2n
const CURRENCY = 'TZS'

/** What the partner lends; amounts in minor units. */
export const PARTNER_PRODUCT = {
  ...{ code: 'BIASHARA', name: 'Biashara Loan', currency: CURRENCY },
  config: {
    ...{ minPrincipal: Number(60_000n * MAJOR), maxPrincipal: Number(6_000_000n * MAJOR) },
    ...{ tenorMonths: MONTHS, interestType: 1 },
    ...{ interestRatePerPeriod: Number(RATE), interestRateFrequencyType: 2 },
    fees: [{ name: 'Processing', chargeTimeType: 1, percent: 1.5 }],
  },
} as const

/** How many installments are paid at each due date, by turns: all, all ahead of time, half of them. */
const TURNS = [
  [1, 1, 1, 1, 1, 1],
  [2, 0, 2, 2],
  [1, 1, 1],
] as const

/** What one loan of a partner goes through in the year. */
export function partnerStory(number: number, seed: number, year: number): PartnerStory {
  const random = randomFrom(Math.imul(seed ^ 0x1b873593, 0x9e3779b1) + number * 0xcc9e2d51)
  const monthly = BigInt(random.between(2, 50)) * 10_000n * MAJOR
  const principal = monthly * BigInt(MONTHS)
  const installment = monthly + (principal * RATE) / 100n
  const lentOn = `${year}-0${random.between(1, 5)}-${String(random.between(1, 28)).padStart(2, '0')}`
  const no = String(number).padStart(4, '0')
  const list = new CommandList(`LP-${year}-${no}`)
  const application = list.command('loans', {
    ...{ customerId: `P-${1000 + number}`, productCode: PARTNER_PRODUCT.code },
    ...{ amountMinor: Number(principal), currency: CURRENCY, expectedDisbursementDate: lentOn },
  })
  list.add('approve', { approvedOnDate: lentOn, note: 'Auto-approved' })
  list.add('disburse', {
    ...{ disbursedOnDate: lentOn, amountMinor: Number(principal) },
    destination: { type: 'wallet', reference: `255 ${no}` },
  })
  const turn = TURNS[(number - 1) % TURNS.length] ?? TURNS[0]
  turn.forEach((count, place) => {
    if (count > 0) list.repay(addMonths(lentOn, place + 1), installment * BigInt(count))
  })
  return { commands: [application, ...list.commands] }
}

class CommandList {
  readonly commands: PartnerCommand[] = []
  readonly #name: string
  #count = 0

  constructor(name: string) {
    this.#name = name
  }

  command(path: string, body: PartnerCommand['body']): PartnerCommand {
    this.#count += 1
    return { path, body, key: `${this.#name}-${this.#count}` }
  }

  add(what: 'approve' | 'disburse' | 'repayments', body: PartnerCommand['body']): void {
    this.commands.push(this.command(`loans/{loan}/${what}`, body))
  }

  repay(on: CivilDate, amount: bigint): void {
    const reference = `R-${this.#name}-${this.commands.length}`
    const body = { amountMinor: Number(amount), currency: CURRENCY, transactionDate: on, reference }
    this.add('repayments', body)
  }
}
