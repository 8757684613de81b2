import {
  ApplicationFailure,
  defineSignal,
  defineUpdate,
  log,
  setHandler,
  uuid4,
} from '@temporalio/workflow'

import type { OperatorAction, OperatorRequest } from '../src/contract/loan-messages'
import type { LoanRun } from './loan-run'
import { operatorMessages } from './messages'
import { decide } from './steps'

/** Lets operators decide: as updates, which answer, and as signals, which a batch can send. */
export function listenToOperators(run: LoanRun): void {
  for (const [name, action, description] of operatorMessages) {
    setHandler(
      defineUpdate<{ seq: number }, [OperatorRequest]>(name),
      async (request) => {
        const { seq } = await carryOut(run, action, request)
        return { seq }
      },
      {
        description,
        validator: (request: OperatorRequest) => {
          const objection = objectionTo(run, action, request)
          if (objection !== null) throw ApplicationFailure.nonRetryable(objection, 'REFUSED')
        },
      },
    )
    setHandler(
      defineSignal<[OperatorRequest]>(name),
      async (request) => {
        const objection = objectionTo(run, action, request)
        if (objection !== null) {
          log.warn(`${name} was ignored: ${objection}`)
          return
        }
        // A signal has nobody to answer to, and must not end the loan's workflow.
        await carryOut(run, action, request).catch((error: unknown) =>
          log.warn(`${name} was refused`, { error }),
        )
      },
      { description },
    )
  }
}

async function carryOut(run: LoanRun, action: OperatorAction, request: OperatorRequest) {
  const decided = await decide({
    loan: run.loan,
    action,
    request: { ...request, requestId: uuid4() },
  })
  run.wake()
  return decided
}

/** Why a request cannot be carried out: operators click twice, and have two tabs open. */
function objectionTo(
  run: LoanRun,
  action: OperatorAction,
  request: Partial<OperatorRequest> | undefined,
): string | null {
  const { eventId = '', actor = '', reason = '' } = request ?? {}
  if ([eventId, actor, reason].some((text) => typeof text !== 'string' || text.trim() === '')) {
    return 'eventId, actor and reason must all be given.'
  }
  if (action === 'REVERSE') return null
  if (run.parked === null) return 'No event of this loan is parked.'
  return run.parked.eventId === eventId ? null : `The parked event is ${run.parked.eventId}.`
}
