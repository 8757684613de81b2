import type { Business } from '../../business/business'
import type { Rehearsals } from '../../steps/rehearse'
import type { PushedRequest } from '../../stream/stage-request'
import { findEvent } from '../../views/event-view'
import { findLoan } from '../../views/loan-view'
import type { DryRunAnswer, RefusedAnswer } from './answer-schemas'
import { accepted, loanAnswer, refused, settled } from './answers'
import { notStaged } from './refusals'
import { stageWarnings } from './warnings'

/** What the event would come to, with the loan as it would be then. Nothing is kept, refusals neither. */
export async function dryRun(
  rehearsals: Pick<Rehearsals, 'rehearse'>,
  { id, currency, exponent }: Business,
  request: PushedRequest,
): Promise<DryRunAnswer | RefusedAnswer> {
  const rehearsed = await rehearsals.rehearse(request, async (copy, eventId) => ({
    event: await findEvent(copy, id, eventId),
    loan: await findLoan(copy, id, request.loanId),
  }))
  if ('status' in rehearsed) return refused(notStaged(rehearsed))
  const { event, loan } = rehearsed.view
  if (event === null || loan === null) throw new Error('what was rehearsed is not there')
  const answer = accepted(event, exponent, 'DRY_RUN')
  const warnings = [...answer.warnings, ...stageWarnings(rehearsed.outcome)]
  return { ...settled({ ...answer, warnings }), loan: loanAnswer(loan, currency, exponent) }
}
