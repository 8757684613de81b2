import type { Business } from '../../business/business'
import { rehearseEvent } from '../../operations/rehearse-event'
import type { RehearsedEvent } from '../../operations/rehearse-event'
import type { Rehearsals } from '../../steps/rehearse'
import type { PushedRequest } from '../../stream/stage-request'
import type { DryRunAnswer, RefusedAnswer } from './answer-schemas'
import { accepted, loanAnswer, refused, settled } from './answers'
import { notStaged } from './refusals'
import { stageWarnings } from './warnings'

/** What the event would come to, with the loan as it would be then. Nothing is kept, refusals neither. */
export async function dryRun(
  rehearsals: Pick<Rehearsals, 'rehearse'>,
  business: Business,
  request: PushedRequest,
): Promise<DryRunAnswer | RefusedAnswer> {
  const rehearsed = await rehearseEvent(rehearsals, request)
  return 'status' in rehearsed ? refused(notStaged(rehearsed)) : dryRunAnswer(business, rehearsed)
}

export function dryRunAnswer(
  { currency, exponent }: Business,
  { outcome, event, loan }: RehearsedEvent,
): DryRunAnswer {
  const answer = accepted(event, exponent, 'DRY_RUN')
  const warnings = [...answer.warnings, ...stageWarnings(outcome)]
  return { ...settled({ ...answer, warnings }), loan: loanAnswer(loan, currency, exponent) }
}
