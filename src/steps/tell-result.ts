import type {
  JudgedResult,
  LmsResult,
  PassResult,
  StepRefusal,
  ToldRefusal,
} from '../contract/step-results'

/** A result as a loan's workflow learns it. What words say of a refusal stays in PostgreSQL. */
export function tellResult(result: JudgedResult): LmsResult {
  const { taken, parked } = result
  return {
    ...result,
    taken: taken.map(({ refusal, ...event }) =>
      refusal === undefined ? event : { ...event, refusal: codeOf(refusal) },
    ),
    parked: parked === null ? null : { ...parked, reason: codeOf(parked.reason) },
  }
}

export function tellPass({ lms, accounting }: PassResult<JudgedResult>): PassResult {
  return { lms: tellResult(lms), accounting }
}

function codeOf({ code }: StepRefusal): ToldRefusal {
  return { code }
}
