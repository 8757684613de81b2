import { useState } from 'react'

import { useMay } from '../../../app/session/session-context'
import type { StoryEvent } from '../../../api/answers/loans'
import { DecisionSheet } from '../../../parts/decide/decision-sheet'
import type { DecidedOn } from '../../../parts/decide/decided-on'
import { ReverseSheet } from '../../../parts/decide/reverse-sheet'
import { words } from '../../../words'

type Open = 'retry' | 'skip' | 'reverse' | undefined

/** What can be done about an event, by whoever may. */
export function Decisions({ event, loanId }: { event: StoryEvent; loanId: string }) {
  const [open, setOpen] = useState<Open>()
  const mayOperate = useMay('lms:operate')
  const mayApprove = useMay('lms:approve')
  const isReversible = event.status === 'POSTED' && !/^(REVERSAL$|UNDO_)/.test(event.type)
  const decided: DecidedOn = { ...event, loanId, parkedFor: event.parkings.at(-1)?.message }
  const close = () => setOpen(undefined)
  return (
    <span className="decisions">
      {event.status === 'PARKED' && mayOperate && (
        <>
          <button type="button" className="button" onClick={() => setOpen('retry')}>
            {words.decide.retry}
          </button>
          <button type="button" className="button danger" onClick={() => setOpen('skip')}>
            {words.decide.skip}
          </button>
        </>
      )}
      {isReversible && mayApprove && (
        <button type="button" className="button danger" onClick={() => setOpen('reverse')}>
          {words.decide.reverse}
        </button>
      )}
      {open === 'reverse' && <ReverseSheet event={decided} onClose={close} />}
      {(open === 'retry' || open === 'skip') && (
        <DecisionSheet action={open} event={decided} onClose={close} />
      )}
    </span>
  )
}
