import { useState } from 'react'

import { words } from '../../words'
import { Failure } from '../states/failure'
import type { DecidedOn } from './decided-on'
import { DecidingSheet } from './deciding-sheet'
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
  return (
    <DecidingSheet
      title={title}
      onClose={onClose}
      done={decision.isSuccess ? said.done : undefined}
      go={{
        text: said.go,
        isDanger: action === 'skip',
        isReady: reason.trim() !== '' && !decision.isPending,
        onGo: () => decision.mutate({ reason: reason.trim() }),
      }}
    >
      <p>{said.text}</p>
      {event.parkedFor !== undefined && <p className="parked-for">{event.parkedFor}</p>}
      <ReasonField reason={reason} onChange={setReason} />
      {decision.error && <Failure error={decision.error} />}
    </DecidingSheet>
  )
}
