import type { DecidedEvent, OperatorDecision } from '../../operations/operator-desk'
import type { DecisionAnswer } from './answers'

type Asked = Pick<OperatorDecision, 'actor' | 'reason' | 'eventId'>

export function answerOf(
  action: DecisionAnswer['action'],
  { actor, reason, eventId }: Asked,
  { loanId, seq, kind, staged }: DecidedEvent,
): DecisionAnswer {
  const of = { action, actor, reason, eventId, loanId, sequence: seq, type: kind }
  if (staged === null) return { ...of, reversal: null }
  const { status } = staged
  const told = ({ eventId: id, sequence }: { eventId: string; sequence: number }) => ({
    eventId: id,
    ...{ sequence, status },
  })
  // Of a correction what was staged is what replaces the event, with its reversal.
  return staged.reversal === undefined
    ? { ...of, reversal: told(staged) }
    : { ...of, reversal: told(staged.reversal), replacement: told(staged) }
}
