import { useState } from 'react'

import { useMay } from '../../app/session/session-context'
import { Instant } from '../../parts/dates/instant'
import { words } from '../../words'
import { BatchSheet } from './batch-sheet'
import type { Cause } from './causes'
import { ParkedRow } from './parked-row'

/** A reason, and the events that stopped for it. */
export function CauseBlock({ cause }: { cause: Cause }) {
  const [batching, setBatching] = useState(false)
  const mayOperate = useMay('lms:operate')
  const { code, message, events, loans, oldest } = cause
  return (
    <section className="cause">
      <header>
        <div>
          <h2>{message}</h2>
          <p className="hint">
            <code>{code}</code> · {words.work.cause(events.length, loans)} · {words.work.since}{' '}
            <Instant at={oldest} />
          </p>
        </div>
        {mayOperate && (
          <button type="button" className="button" onClick={() => setBatching(true)}>
            {words.work.batch}
          </button>
        )}
      </header>
      <ul>
        {events.map((event) => (
          <ParkedRow key={event.eventId} event={event} />
        ))}
      </ul>
      {batching && <BatchSheet code={code} onClose={() => setBatching(false)} />}
    </section>
  )
}
