import { z } from 'zod'
import 'zod-openapi'

import { reply } from '../../routing/route'
import { MAY_WRITE, v1Route } from '../v1-route'
import { writeForm } from '../write-request'
import { LOAN_ANSWERS, loanAfter } from './answers'
import { applicationOf } from './application'
import { applicationShape } from './application-shape'
import type { ApplicationValues } from './application-shape'
import { commandedLoan } from './commanded-answers'
import { commandHeaders, keepingRefusals, LOANS, queuedAnswer } from './command-route'
import { previewAnswer, previewOf } from './preview'
import { runCommand } from './run-command'

const newLoan = writeForm('NewLoan', applicationShape, { rules: [oneOverdueRule] })

const CALCULATE = 'calculateLoanSchedule'

export const submitRoute = v1Route({
  method: 'POST',
  path: '/loans',
  scopes: MAY_WRITE,
  query: z.strictObject({
    command: z
      .enum([CALCULATE], { error: `command must be ${CALCULATE}` })
      .optional()
      .meta({ description: 'Only calculate the schedule: nothing is stored.' }),
  }),
  body: newLoan.body,
  answers: {
    200: { ...LOAN_ANSWERS[200], schema: z.union([commandedLoan, previewAnswer]) },
    202: queuedAnswer,
  },
  refuses: { 404: {}, 409: {}, 422: {} },
  docs: {
    tag: LOANS,
    operationId: 'submitLoan',
    summary: 'Apply for a loan',
    description: `Of a loan that lives here. With \`?command=${CALCULATE}\` the schedule alone is answered.`,
    headers: commandHeaders,
  },
  async handle(deps, asked) {
    const { caller, http, query } = asked
    const about = { kind: 'SUBMIT' as const, loanId: externalIdIn(asked.body) }
    if (query.command === CALCULATE) {
      const { payload } = await applicationOf(deps, caller, newLoan.read(asked, deps.clock))
      return reply(200, previewOf(payload))
    }
    return keepingRefusals(deps, caller, about, async () => {
      const read = newLoan.read(asked, deps.clock)
      const { request } = await applicationOf(deps, caller, read)
      const { values, dryRun } = read
      const said = { customer: String(values.customerId), externalId: request.loanId }
      const outcome = await runCommand(deps, { caller, http, request, dryRun, said })
      const answer = loanAfter(deps, caller, outcome)
      return dryRun && answer.status === 200
        ? reply(200, { ...answer.body, id: null }, answer.headers)
        : answer
    })
  },
})

function oneOverdueRule({ charges = [] }: Partial<ApplicationValues>) {
  const rules = charges.filter((read) => 'overdue' in read)
  return rules.length > 1
    ? [{ field: 'charges', message: 'must have at most one of chargeTimeType 9.' }]
    : []
}

/** As far as it can be shown. */
function externalIdIn(body: unknown): string | null {
  const { externalId } = (body ?? {}) as { externalId?: unknown }
  return typeof externalId === 'string' ? externalId : null
}
