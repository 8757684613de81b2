import type { LendingKind } from '../events/lending/lending-kinds'

/** What can be asked of a loan of our own LMS. */
export type OwnCommand = LendingKind | 'REVERSAL'

/**
 * The commands on loans of our own LMS that the push contract can say to the Accounting of another
 * deployment. One that is not among them is refused before it is staged where the books are there:
 * staged, it would park, and at night nobody is there. None is among them yet; a loan whose life
 * cannot be told to its end must not begin, so an application comes last.
 */
const RECORDED_ELSEWHERE: ReadonlySet<OwnCommand> = new Set<OwnCommand>()

export function isRecordedElsewhere(command: OwnCommand): boolean {
  return RECORDED_ELSEWHERE.has(command)
}
