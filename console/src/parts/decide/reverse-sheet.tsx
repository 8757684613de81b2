import { useState } from 'react'

import { useBusiness } from '../../app/session/session-context'
import { Problem } from '../../api/problem'
import { words } from '../../words'
import { Failure } from '../states/failure'
import { Loading } from '../states/loading'
import type { DecidedOn } from './decided-on'
import { DecidingSheet } from './deciding-sheet'
import { ReasonField } from './reason-field'
import { RehearsalView } from './rehearsal-view'
import { DISBURSEMENTS, ReversalTerms } from './reversal-terms'
import { useDecision } from './use-decision'
import { useRehearsal } from './use-rehearsal'

const { reversing: said } = words.decide

interface ReverseSheetProps {
  event: DecidedOn
  onClose: () => void
}

/** Shows what a reversal would post before it is decided, and decides exactly that. */
export function ReverseSheet({ event, onClose }: ReverseSheetProps) {
  const { today } = useBusiness()
  const [terms, setTerms] = useState({ reversalDate: today, cascade: false })
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const rehearsal = useRehearsal(event.eventId, terms)
  const decision = useDecision('POST /ops/events/{eventId}/reverse', event.eventId)

  const title = said.title(event.sequence, words.loan.kinds[event.type], event.loanId)
  const isBlind = codeOf(rehearsal.error) === 'NOT_SUPPORTED_YET'
  const isBlocked =
    codeOf(rehearsal.error) === 'REVERSAL_BLOCKED' && DISBURSEMENTS.includes(event.type)
  const isSeen = rehearsal.data !== undefined && !rehearsal.isFetching
  const isReady = isBlind ? typed.trim() === event.loanId : isSeen
  const reverse = () =>
    decision.mutate(
      {
        ...{ reason: reason.trim(), ...terms },
        ...(rehearsal.data === undefined ? {} : { effect: rehearsal.data.effect }),
      },
      { onError: (error) => codeOf(error) === 'EFFECT_CHANGED' && void rehearsal.refetch() },
    )

  const reversal = decision.data?.reversal
  return (
    <DecidingSheet
      title={title}
      onClose={onClose}
      done={decision.isSuccess ? (reversal ? said.done(reversal.sequence) : '') : undefined}
      go={{
        text: said.go,
        isDanger: true,
        isReady: isReady && reason.trim() !== '' && !decision.isPending,
        onGo: reverse,
      }}
    >
      <ReversalTerms event={event} terms={terms} onChange={setTerms} />
      {codeOf(decision.error) === 'EFFECT_CHANGED' ? (
        <p className="banner warn" role="alert">
          {said.moved}
        </p>
      ) : (
        decision.error && <Failure error={decision.error} />
      )}
      {rehearsal.isPending && (
        <>
          <p className="hint">{said.looking}</p>
          <Loading />
        </>
      )}
      {isBlind && (
        <label className="typed">
          {said.elsewhere}
          <span>{said.typed(event.loanId)}</span>
          <input value={typed} onChange={({ target }) => setTyped(target.value)} />
        </label>
      )}
      {isBlocked ? (
        <p className="banner warn" role="alert">
          {said.blocked}
        </p>
      ) : (
        rehearsal.error && !isBlind && <Failure error={rehearsal.error} />
      )}
      {rehearsal.data && !rehearsal.isError && <RehearsalView rehearsal={rehearsal.data} />}
      {(isBlind || rehearsal.data !== undefined) && (
        <ReasonField reason={reason} onChange={setReason} />
      )}
    </DecidingSheet>
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Problem ? error.code : undefined
}
