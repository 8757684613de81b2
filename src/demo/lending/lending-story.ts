import { addDays } from '../../domain/values/calendar'
import { borrowerOf } from '../borrowers'
import { randomFrom } from '../random'
import type { Random } from '../random'
import { MAJOR } from '../terms'
import { CommandList } from './command-list'
import type { Command } from './command-list'
import { applicationFor, dueOn, drawPlan } from './plan'
import type { Plan } from './plan'

/** Whose loan it is, and what happens to it. */
export interface LendingStory {
  loanId: string
  /** Body of `POST /v1/customers`; its `externalId` is also its key. */
  customer: Readonly<Record<string, unknown>> & { externalId: string }
  commands: readonly Command[]
}

const ROUND = 10_000n * MAJOR
const LETTER = 5_000n * MAJOR

/** What becomes of a loan that lives here, by turns. */
const TURNS = [
  paidOnTime,
  inArrears,
  withReceiptOfAnother,
  overpaid,
  chargedForLetter,
  writtenOff,
  approvedForLess,
  paidBeforeItWasTyped,
  rejected,
] as const

interface Telling {
  list: CommandList
  plan: Plan
  random: Random
}

/** What one loan that lives here goes through in the year. */
export function lendingStory(number: number, seed: number, year: number): LendingStory {
  const random = randomFrom(Math.imul(seed ^ 0x2545f491, 0x9e3779b1) + number * 0xc2b2ae35)
  const plan = drawPlan(random, year)
  const loanId = `LM-${year}-${String(number).padStart(4, '0')}`
  const { customerName } = borrowerOf(number, random)
  const externalId = `M-${1000 + number}`
  const list = new CommandList(loanId)
  TURNS[(number - 1) % TURNS.length]?.({ list, plan, random })
  const [application, ...others] = list.commands as [Command, ...Command[]]
  const commands = [
    { ...application, body: { ...application.body, externalId: loanId } },
    ...others,
  ]
  const customer = {
    ...{ legalFormId: 2, fullname: customerName, externalId },
    ...{ active: true, activationDate: `${year}-01-01` },
  }
  return { loanId, customer, commands }
}

function apply({ list, plan }: Telling, asked = plan.principal): void {
  list.add('loans', applicationFor(plan, asked))
}

/** Applied for, approved and paid out. */
function lend(telling: Telling): void {
  const { list, plan } = telling
  apply(telling)
  list.approve(plan.disbursedOn, plan.principal)
  list.disburse(plan.disbursedOn, plan.principal)
}

function pay({ list, plan }: Telling, from: number, to: number): void {
  for (let no = from; no <= to; no += 1) list.repay(dueOn(plan, no), plan.installment)
}

function paidOnTime(telling: Telling): void {
  lend(telling)
  pay(telling, 1, telling.plan.months)
}

/** Pays a part, then nothing: the clock counts the days and charges the penalties. */
function inArrears(telling: Telling): void {
  const { list, plan } = telling
  lend(telling)
  pay(telling, 1, 1)
  list.repay(addDays(dueOn(plan, 2), 9), plan.installment / 2n)
}

/** A receipt of another customer is booked here; it is taken back after others came. */
function withReceiptOfAnother(telling: Telling): void {
  const { list, plan } = telling
  lend(telling)
  pay(telling, 1, 1)
  const wrong = list.repay(addDays(dueOn(plan, 1), 5), plan.installment + ROUND)
  pay(telling, 2, plan.months - 1)
  list.takeBack(wrong, dueOn(plan, plan.months), 'The receipt was of another customer')
  pay(telling, plan.months, plan.months)
}

/** Rounds up with the last payment; what is too much is paid out. */
function overpaid(telling: Telling): void {
  const { list, plan } = telling
  lend(telling)
  pay(telling, 1, plan.months - 1)
  list.repay(dueOn(plan, plan.months), plan.installment + 2n * ROUND)
  list.move('credit-balance-refund', addDays(dueOn(plan, plan.months), 6), 2n * ROUND)
}

/** A letter is charged and paid with an installment; half of the last month's interest is forgiven. */
function chargedForLetter(telling: Telling): void {
  const { list, plan } = telling
  lend(telling)
  pay(telling, 1, 1)
  list.charge('Letter', dueOn(plan, 2), LETTER)
  list.repay(dueOn(plan, 2), plan.installment + LETTER)
  pay(telling, 3, plan.months - 1)
  const forgiven = (plan.installment - plan.principal / BigInt(plan.months)) / 2n
  list.move('waive-interest', dueOn(plan, plan.months), forgiven)
  list.repay(dueOn(plan, plan.months), plan.installment - forgiven)
}

/** Pays twice and is not found again. */
function writtenOff(telling: Telling): void {
  const { list, plan } = telling
  lend(telling)
  pay(telling, 1, 2)
  list.on('write-off', addDays(dueOn(plan, plan.months), 30), 'Moved away')
}

/** Is approved for too much, and then for less than was asked for. */
function approvedForLess(telling: Telling): void {
  const { list, plan } = telling
  const { disbursedOn, principal } = plan
  apply(telling, principal * 2n)
  list.approve(disbursedOn, principal * 2n)
  list.on('undo-approval', disbursedOn, 'One document is missing')
  list.approve(disbursedOn, principal)
  list.disburse(disbursedOn, principal * 2n, 'DISBURSED_MORE_THAN_APPROVED')
  list.disburse(disbursedOn, principal)
  pay(telling, 1, plan.months)
}

/** A payment is typed in weeks after it was made: later ones are divided anew. */
function paidBeforeItWasTyped(telling: Telling): void {
  const { list, plan } = telling
  lend(telling)
  pay(telling, 2, plan.months)
  list.repay(dueOn(plan, 1), plan.installment)
}

function rejected(telling: Telling): void {
  const { list, plan } = telling
  apply(telling)
  list.add('loans/{loan}/reject', { rejectedOnDate: plan.disbursedOn, note: 'No income' })
  list.approve(plan.disbursedOn, plan.principal, 'NOT_SUBMITTED_TO_APPROVE')
}
