import { factsOf } from '../../contract/stored-events'
import { deriveIfAny } from '../../domain/engine/derive'
import type { DerivedLoan } from '../../domain/engine/derived-loan'
import type { LoadedOwnLoan } from '../load-loan'

/** The loan as its posted events leave it; null where it was never applied for. */
export function loanOf({ own }: LoadedOwnLoan): DerivedLoan | null {
  return deriveIfAny(factsOf(own.live))
}
