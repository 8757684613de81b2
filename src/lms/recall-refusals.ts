import type { JudgedEvent, StepRefusal, TakenEvent } from '../contract/step-results'
import type { Statements } from '../platform/statements'

const RECALL = `
  SELECT event_id AS "eventId", generation,
         jsonb_build_object('code', refusal_code, 'message', refusal_message) AS refusal
  FROM loan_transaction
  WHERE event_id = ANY ($1::uuid[]) AND caused_by = event_id AND undoes IS NULL AND refusal_code IS NOT NULL`

interface Row {
  eventId: string
  generation: number
  refusal: StepRefusal
}

/** Gives events that were refused the words in which they were, as this step recorded them. */
export async function recallRefusals(
  database: Statements,
  taken: readonly TakenEvent[],
): Promise<JudgedEvent[]> {
  const refused = taken.filter(({ refusal }) => refusal !== undefined)
  if (refused.length === 0) return taken.map(accepted)
  const ids = refused.map(({ eventId }) => eventId)
  const rows = await database.query<Row>('lms_recall', RECALL, [ids])
  return taken.map((event) => {
    if (event.refusal === undefined) return accepted(event)
    const { code } = event.refusal
    const found = rows.find(
      ({ eventId, generation }) => eventId === event.eventId && generation === event.generation,
    )
    return { ...event, refusal: found?.refusal ?? { code, message: 'No reason was kept.' } }
  })
}

function accepted({ refusal: _, ...event }: TakenEvent): JudgedEvent {
  return event
}
