import { useState } from 'react'

import { words } from '../../words'
import { Sheet } from '../sheet'
import { Failure } from '../states/failure'
import type { DecidedOn } from './decided-on'
import { ReasonField } from './reason-field'
import { useDecision } from './use-decision'

interface DecisionSheetProps {
  action: 'retry' | 'skip'
  event: DecidedOn
  onClose: () => void
}

const SAID = { retry: words.decide.retrying, skip: words.decide.skipping }

/** Takes a parked event again, or gives it up. */
export function DecisionSheet({ action, event, onClose }: DecisionSheetProps) {
  const said = SAID[action]
  const [reason, setReason] = useState('')
  const decision = useDecision(`POST /ops/events/{eventId}/${action}`, event.eventId)
  const title = said.title(event.sequence, words.loan.kinds[event.type])
  if (decision.isSuccess) {
    return (
      <Sheet
        title={title}
        onClose={onClose}
        foot={
          <button type="button" className="button primary" onClick={onClose}>
            {words.decide.done}
          </button>
        }
      >
        <p role="status">{said.done}</p>
      </Sheet>
    )
  }
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            {words.decide.cancel}
          </button>
          <button
            type="button"
            className={action === 'skip' ? 'button danger primary' : 'button primary'}
            disabled={reason.trim() === '' || decision.isPending}
            onClick={() => decision.mutate({ reason: reason.trim() })}
          >
            {said.go}
          </button>
        </>
      }
    >
      <p>{said.text}</p>
      {event.parkedFor !== undefined && <p className="parked-for">{event.parkedFor}</p>}
      <ReasonField reason={reason} onChange={setReason} />
      {decision.error && <Failure error={decision.error} />}
    </Sheet>
  )
}
