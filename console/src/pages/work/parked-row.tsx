import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../app/session/session-context'
import type { ParkedEvent } from '../../api/answers/decisions'
import { Instant } from '../../parts/dates/instant'
import { DecisionSheet } from '../../parts/decide/decision-sheet'
import { words } from '../../words'

export function ParkedRow({ event }: { event: ParkedEvent }) {
  const [deciding, setDeciding] = useState<'retry' | 'skip'>()
  const mayOperate = useMay('lms:operate')
  const { eventId, loanId, sequence, type, effectiveDate, since, times, waitingBehind } = event
  return (
    <li className="parked-row">
      <div className="parked-what">
        <Link to="/loans/$loanId" params={{ loanId }} search={{ event: eventId }}>
          {loanId}
        </Link>
        <span>
          <span className="no">{sequence}</span> {words.loan.kinds[type]} {effectiveDate}
        </span>
        <span className="hint">
          {words.work.since} <Instant at={since} />
        </span>
        <span className="hint">{words.work.times(times)}</span>
        <span className="hint">{words.work.behind(waitingBehind)}</span>
      </div>
      <p className="hint advice">{event.advice}</p>
      {mayOperate && (
        <span className="decisions">
          <button type="button" className="button" onClick={() => setDeciding('retry')}>
            {words.decide.retry}
          </button>
          <button type="button" className="button danger" onClick={() => setDeciding('skip')}>
            {words.decide.skip}
          </button>
        </span>
      )}
      {deciding !== undefined && (
        <DecisionSheet
          action={deciding}
          event={{ ...event, parkedFor: event.reason.message }}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </li>
  )
}
