import { judgeCommand } from '../../../../src/domain/engine/judge/judge-command'
import { LMS_REFUSALS } from '../../../../src/domain/engine/refusals/refusals'
import { deriveLoan } from '../../../../src/domain/engine/derive'
import type { LendingFact } from '../../../../src/domain/events/lending/lending-event'
import { sayable, stories } from '../../../fineract/cases'
import type { Refused, StoryState } from '../../../fineract/cases'
import { OTHERWISE } from '../../../fineract/refused-otherwise'
import { STATUSES, TODAY, ToldStory } from '../../../fineract/told-story'

const NAMING = { loanId: '{loanId}' }

describe('commands as Apache Fineract judged them', () => {
  const told = stories().filter((story) => sayable(story.loan))
  it.each(told.map((story) => [story.id, story] as const))('%s', (_id, story) => {
    for (const { step, action, event, before, refused, state } of new ToldStory(story).asked()) {
      if (refused !== null && isOfTheRequest(refused)) continue
      // A loan that came to differ on purpose is judged as it is.
      if (refused !== null && before.length > 0 && standsOtherwise(before, state)) return
      const where = `${story.id} ${step} ${action} ${event.effectiveDate}`
      const judgement = judgeCommand(before, event, NAMING)
      const ours = judgement.accepted ? 'ACCEPTED' : judgement.refusal.code
      const theirs = refused === null ? 'ACCEPTED' : (refused.errors?.[0]?.code ?? refused.code)
      // A day that has not come is said before all else.
      if (refused !== null && ours.endsWith('_IN_FUTURE') && event.effectiveDate > TODAY) continue
      if (OTHERWISE[theirs]?.includes(ours) === true) continue
      const message = judgement.accepted ? 'ACCEPTED' : judgement.refusal.message
      expect({ where, ours: message }).toEqual({ where, ours: said(refused) })
    }
  })
})

function standsOtherwise(before: readonly LendingFact[], { status }: StoryState): boolean {
  const ours = deriveLoan(before).status
  const theirs = STATUSES[status[1]] ?? status[1]
  return ours !== theirs
}

/** What is judged of a request before anything is asked of its loan. */
function isOfTheRequest({ errors = [] }: Refused): boolean {
  const code = errors[0]?.code ?? ''
  return (
    code.startsWith('validation.msg.') ||
    [
      'error.msg.parameter.unsupported',
      'error.msg.client.id.invalid',
      'error.msg.loanproduct.id.invalid',
      'error.msg.transactions.processing.strategy.code.invalid',
    ].includes(code)
  )
}

/** As ours says it: a rule's text and code are the error's own. */
function said(refused: Refused | null): string {
  if (refused === null) return 'ACCEPTED'
  const { code, errors = [] } = refused
  const error = errors[0] ?? { code, text: '' }
  const known = Object.values(LMS_REFUSALS).find(({ globalCode }) => globalCode === error.code)
  return `lms: status=${known?.status ?? '?'} code="${error.code}": ${error.text.trim()}`
}
