import { LMS_REFUSALS } from '../../domain/engine/refusals/refusals'
import type { RefusalRule } from '../../domain/engine/refusals/refusal-rule'
import { stateOf } from '../lending/loans/state'
import { STATUS_OF } from '../lending/loans/loan-refusals'
import { CONSOLE_PROBLEMS } from './console-problems'
import { DOOR_PROBLEMS } from './door-problems'
import { EVENT_PROBLEMS } from './event-problems'
import type { ProblemKind } from './problem-kind'

const KINDS: ReadonlyMap<string, ProblemKind> = new Map<string, ProblemKind>([
  ...Object.entries<RefusalRule>(LMS_REFUSALS).map(
    ([code, rule]) => [code, refusalOf(rule)] as const,
  ),
  ...Object.entries(EVENT_PROBLEMS),
  ...Object.entries(DOOR_PROBLEMS),
  ...Object.entries(CONSOLE_PROBLEMS),
])

export const PROBLEM_CODES = [...KINDS.keys()]

/** Of a code; undefined where no problem has it. */
export function problemKind(code: string): ProblemKind | undefined {
  return KINDS.get(code)
}

function refusalOf({ class: of, text, allowed = [] }: RefusalRule): ProblemKind {
  const states = allowed.map((status) => stateOf(status).state).join(', ')
  return {
    status: STATUS_OF[of],
    meaning: text,
    remedy: states === '' ? undefined : `The loan would have to be ${states}.`,
  }
}
