import { judgeCommand } from '../../../../src/domain/engine/judge/judge-command'
import { LMS_REFUSALS } from '../../../../src/domain/engine/refusals/refusals'
import { deriveLoan } from '../../../../src/domain/engine/derive'
import type { LendingFact } from '../../../../src/domain/events/lending/lending-event'
import { sayable, stories } from '../../../fineract/cases'
import type { Refused, StoryState } from '../../../fineract/cases'
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

/** Where ours judges otherwise on purpose: their code, what ours comes to, and why. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // A charge on a loan that is over is refused, and that is said before its date.
  ACCEPTED: ['CHARGE_ON_ENDED_LOAN'],
  'error.msg.loanCharge.cannot.be.added.as.date.is.before.last.transaction.date': [
    'CHARGE_ON_ENDED_LOAN',
  ],
  'error.msg.charge.cannot.be.updated.no.pending.disbursements.in.loan': ['CHARGE_ON_ENDED_LOAN'],
  // The state first; what is paid in advance is reckoned at the refund's date.
  'error.msg.loan.refund.amount.invalid': [
    ...['ACCEPTED', 'NOT_ACTIVE_TO_REFUND', 'REFUND_OF_OVERPAID', 'REFUND_ABOVE_ADVANCE'],
    ...['REFUND_BEFORE_PAYMENT', 'TRANSACTION_IN_FUTURE', 'TRANSACTION_BEFORE_DISBURSEMENT'],
  ],
  // The contract's words.
  'error.msg.loan.approve.account.is.not.submitted.and.pending.state': ['ALREADY_APPROVED'],
  'error.msg.loan.transaction.cannot.be.before.disbursement.date': [
    'TRANSACTION_BEFORE_DISBURSEMENT',
    // A story's day of a reversal before its transaction is told as the transaction's.
    'ACCEPTED',
  ],
  // Of an application the dates are judged before the state.
  'error.msg.loan.reject.account.is.not.submitted.pending.approval.state': [
    ...['NOT_SUBMITTED_TO_REJECT', 'REJECTED_IN_FUTURE', 'REJECTED_BEFORE_SUBMITTED'],
  ],
  'error.msg.loan.withdraw.cannot.withdraw': ['WITHDRAWN_BEFORE_SUBMITTED', 'WITHDRAWN_IN_FUTURE'],
  // A charge before the disbursement falls due with it.
  'error.msg.loanCharge.cannot.be.added.as.specified.due.date.outside.range': [
    'DISBURSED_IN_FUTURE',
  ],
  // One reversal for whatever can be reversed.
  'error.msg.loan.transaction.undo.waive.charge': [
    'ACCEPTED',
    'TRANSACTION_NOT_REVERSIBLE',
    'WRITTEN_OFF_TO_REVERSE',
  ],
  'error.msg.loan.charge.associated.loan.inactive': ['ACCEPTED'],
  'error.msg.loan.written.off.update.not.allowed': ['WRITTEN_OFF_TO_REVERSE', 'NOT_REPAYABLE'],
  'error.msg.loan.refund.account.is.not.active': ['NOT_ACTIVE_TO_REFUND'],
  'error.msg.loan.disbursal.account.is.not.approve.not.disbursed.state': [
    ...['DISBURSED_IN_FUTURE', 'DISBURSED_BEFORE_APPROVED', 'DISBURSED_MORE_THAN_APPROVED'],
  ],
  'error.msg.loanCharge.dueDate.cannot.be.blank': ['CHARGE_ON_ENDED_LOAN'],
}

/** As ours says it: a rule's text and code are the error's own. */
function said(refused: Refused | null): string {
  if (refused === null) return 'ACCEPTED'
  const { code, errors = [] } = refused
  const error = errors[0] ?? { code, text: '' }
  const known = Object.values(LMS_REFUSALS).find(({ globalCode }) => globalCode === error.code)
  return `lms: status=${known?.status ?? '?'} code="${error.code}": ${error.text.trim()}`
}
