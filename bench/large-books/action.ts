import type { ExercisedLoan, Exercise } from './exercised-loan'

/**
 * What a statement may touch: one loan; a page of a list and what it counts among few; or all there
 * is, because it sums it, counts it or looks for some in it.
 */
export type Scope = 'loan' | 'list' | 'book'

export interface Action {
  name: string
  scope: Scope
  run(exercise: Exercise, loan: ExercisedLoan): Promise<unknown>
}
