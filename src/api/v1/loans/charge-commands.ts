import type { Default } from '../../../domain/events/lending/canonical-command'
import { usualWaiver } from '../../../domain/engine/usual-waiver'
import { addChargeCommand, waiverCommand } from '../../../stream/command-request'
import { derivedOf } from '../../../views/lending/lending-loan'
import { findLendingRecord } from '../../../views/lending/lending-record'
import { invalid, lmsError } from '../lms-error'
import { numberInPath } from '../number-in-path'
import { v1Route } from '../v1-route'
import { LOAN_ANSWERS, loanAfter } from './answers'
import { chargeOf } from './charge-fields'
import { chargeWaiver, newCharge } from './command-forms'
import { commandHeaders, LOANS, ONE_LOAN } from './command-route'
import { commandOutcome, loanCommand } from './loan-command'

const add = loanCommand({
  path: '/loans/{loan}/charges',
  kind: 'ADD_CHARGE',
  permission: 'lms:write',
  form: newCharge,
  operationId: 'addCharge',
  summary: 'Add a charge',
  request({ note, ...fields }, { business, commanded }) {
    const read = chargeOf(fields, business.exponent)
    if (Array.isArray(read)) throw invalid(read)
    if ('overdue' in read) {
      throw invalid([{ field: 'chargeTimeType', message: 'must be one of [ 1, 2, 8 ].' }])
    }
    const { name, charge } = read
    return addChargeCommand(commanded, { index: 0, ...charge }, { chargeName: name, note })
  },
})

const waive = v1Route({
  ...ONE_LOAN,
  path: '/loans/{loan}/charges/{charge}/waive',
  params: { ...ONE_LOAN.params, charge: numberInPath('3') },
  body: chargeWaiver.body,
  answers: LOAN_ANSWERS,
  docs: {
    tag: LOANS,
    operationId: 'waiveCharge',
    summary: 'Waive what is open of a charge',
    headers: commandHeaders,
  },
  async handle(deps, asked) {
    const { charge } = asked.params
    const outcome = await commandOutcome(deps, asked, {
      kind: 'WAIVE_CHARGE',
      form: chargeWaiver,
      async request({ transactionDate: date, installmentNumber, note }, { commanded, loan }) {
        const { loan: of, context } = commanded
        const record = await findLendingRecord(deps.database, of.businessId, loan.no)
        const derived = record && derivedOf(record)
        const number = record?.charges.find(({ id }) => id === charge.toString())
        const found = derived?.charges.find(
          ({ eventId, index }) => eventId === number?.eventId && index === number.index,
        )
        if (derived === null || found === undefined) {
          throw lmsError('CHARGE_NOT_FOUND', { chargeId: String(charge) })
        }
        const usual = usualWaiver(derived, found, context.today, installmentNumber)
        const defaults: Default[] = [
          ...(date === null ? (['date'] as const) : []),
          ...(installmentNumber === null ? (['installment'] as const) : []),
        ]
        const { eventId: chargeEventId, index } = found
        const said = { chargeEventId, index, ...usual, date: date ?? usual.date }
        return waiverCommand(commanded, said, defaults, { note })
      },
    })
    return outcome && loanAfter(deps, asked.caller, outcome)
  },
})

export const chargeCommands = [add, waive]
