import { defineSignal, defineUpdate, log, patched, setHandler, uuid4 } from '@temporalio/workflow'

import { objectionToRequest, operatorRequest } from '../src/contract/operator-request'
import type { OperatorAction, OperatorRequest } from '../src/contract/operator-request'
import { fieldsOf } from '../src/contract/message-fields'
import type { LoanRun } from './loan-run'
import { operatorMessages, refused } from './messages'
import { decide } from './steps'

/** Lets operators decide: as updates, which answer, and as signals, which a batch can send. */
export function listenToOperators(run: LoanRun): void {
  for (const [name, action, description] of operatorMessages) {
    setHandler(
      defineUpdate<{ seq: number }, [unknown]>(name),
      async (message) => {
        const { seq } = await carryOut(run, action, operatorRequest(message))
        return { seq }
      },
      {
        description,
        validator(message) {
          const objection = objectionTo(run, action, message)
          if (objection !== null) throw refused(objection)
        },
      },
    )
    setHandler(
      defineSignal<[unknown]>(name),
      async (message) => {
        const objection = objectionToSignal(run, action, message)
        if (objection !== null) {
          log.warn(`${name} was ignored: ${objection}`)
          return
        }
        // A signal has nobody to answer to, and must not end the loan's workflow.
        await carryOut(run, action, operatorRequest(message)).catch((error: unknown) =>
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

function objectionTo(run: LoanRun, action: OperatorAction, message: unknown): string | null {
  return objectionToRequest(action, message) ?? objectionByState(run, action, message)
}

/** Runs of before have carried out signals that said less, or more, than is taken now. */
function objectionToSignal(run: LoanRun, action: OperatorAction, message: unknown): string | null {
  const objection = objectionTo(run, action, message)
  if (objection === null || objectionOfBefore(run, action, message) !== null) return objection
  return patched('operators-are-ids') ? objection : null
}

function objectionOfBefore(run: LoanRun, action: OperatorAction, message: unknown): string | null {
  const { eventId, actor, reason } = fieldsOf(message)
  const areGiven = [eventId, actor, reason].every(
    (text) => typeof text === 'string' && text.trim() !== '',
  )
  return areGiven ? objectionByState(run, action, message) : 'Not all are given.'
}

/** Why it cannot be carried out now: operators click twice, and have two tabs open. */
function objectionByState(run: LoanRun, action: OperatorAction, message: unknown): string | null {
  if (action === 'REVERSE') return null
  if (run.parked === null) return 'No event of this loan is parked.'
  const { eventId } = fieldsOf(message)
  return run.parked.eventId === eventId ? null : `The parked event is ${run.parked.eventId}.`
}
