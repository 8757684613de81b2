import { Instant } from '../../../parts/dates/instant'
import { words } from '../../../words'
import type { Chapter } from './chapters'

const { story: said } = words.loan

/** Why an event stands where it stands, wherever that is not plain: never folded away. */
export function Why({ chapter }: { chapter: Chapter }) {
  const { event, reversedByNo, reversesNo, actions } = chapter
  const last = event.parkings.at(-1)
  const lines = [
    event.failure !== null && (
      <Reason key="failure" lead={said.refusedBecause} {...event.failure} />
    ),
    last !== undefined && (
      <Reason
        key="parked"
        lead={event.status === 'PARKED' ? said.parkedBecause : said.wasParked}
        {...last}
      />
    ),
    event.status === 'STAGED' && <p key="staged">{said.waiting}</p>,
    event.status === 'REVERSED' && (
      <p key="reversed">
        {said.reversedBy} {reversedByNo ?? said.laterOne}
      </p>
    ),
    reversesNo !== undefined && (
      <p key="reverses">
        {said.reverses} {reversesNo}
      </p>
    ),
    ...actions.map(({ actionId, action, actor, reason, actedAt }) => (
      <p key={actionId}>
        {said.actions[action] ?? action} <Instant at={actedAt} /> {said.by} {actor}: <q>{reason}</q>
      </p>
    )),
  ].filter((line) => line !== false)
  if (lines.length === 0) return null
  return <div className="why">{lines}</div>
}

function Reason({ lead, code, message }: { lead: string; code: string; message: string }) {
  return (
    <p>
      <strong>{lead}</strong> {message} <code>{code}</code>
    </p>
  )
}
