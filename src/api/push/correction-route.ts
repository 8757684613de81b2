import { z } from 'zod'

import { PUSHED_KINDS } from '../../domain/events/kinds'
import { correctedEvents } from '../../stream/corrected-events'
import { bodyAsSent } from '../routing/request-body'
import { acceptedAnswer, dryRunAnswer, failedAnswer, refusedAnswer } from './answer-schemas'
import { preferenceApplied, requestHeaders } from './event-routes'
import * as examples from './examples'
import { NO_CORRECTION } from './elsewhere'
import { pushEvent } from './push-event'
import { pushRoute } from './push-route'
import { correctedIn } from './read-batch'
import { refusalsOf } from './refusal-codes'
import { CORRECTION, correctionSchema, readCorrection } from './requests/correction'

/** An event and its reversal in one: what people mean who send both. */
export const correctionRoute = pushRoute({
  method: 'POST',
  path: `/${CORRECTION}`,
  body: bodyAsSent(correctionSchema),
  answers: {
    200: {
      description:
        'The answer to the right event, with the reversal of the wrong one. Refused: neither was staged. Failed: neither was posted.',
      headers: z.object({ 'Preference-Applied': preferenceApplied }),
      schema: z.union([acceptedAnswer, refusedAnswer, failedAnswer, dryRunAnswer]),
      examples: { queued: examples.correcting, invalid: examples.refused },
    },
  },
  docs: {
    tag: 'Push',
    operationId: 'pushCorrection',
    summary: 'Correction of an event',
    description:
      'Reverses an event and posts the right one in its place, both or neither: what replaces the event fails with the reversal’s code where that fails, and the reversal is not carried out where what replaces the event would be refused. The right event is taken last, after all that stands. Sent again it is a repeat, with a key and without. ' +
      refusalsOf(...PUSHED_KINDS),
    headers: requestHeaders,
  },
  handle: (deps, asked) =>
    pushEvent(deps, asked, {
      kind: 'REVERSAL',
      async read(body, received, extra) {
        if (deps.rehearsals === undefined) return { ok: false, invalid: NO_CORRECTION }
        const [eventId] = correctedIn([{ ...(body as object), type: CORRECTION }])
        const named = eventId === undefined ? [] : [eventId]
        const corrected = await correctedEvents(deps.database, received.business.id, named)
        return readCorrection(body, received, corrected.get(eventId ?? ''), extra)
      },
    }),
})
