import { deriveIfAny } from '../../domain/engine/derive'
import type { DerivedLoan } from '../../domain/engine/derived-loan'
import type { LendingFact } from '../../domain/events/lending/lending-event'
import type { SubmitPayload } from '../../domain/events/lending/lending-payloads'
import type { LendingRecord } from './lending-record'

/** The loan as its live events make it; null of a pushed one, and before its application was judged. */
export function derivedOf(record: Pick<LendingRecord, 'facts'>): DerivedLoan | null {
  return deriveIfAny(factsOf(record))
}

export function factsOf({ facts }: Pick<LendingRecord, 'facts'>): LendingFact[] {
  return facts.map(({ judgedAmount, ...fact }) => ({
    ...fact,
    judgedAmount: judgedAmount === null ? null : BigInt(judgedAmount),
  })) as LendingFact[]
}

/** Of the product it was applied for; null of a pushed loan. */
export function productCodeOf({ facts }: Pick<LendingRecord, 'facts'>): string | null {
  const submit = facts.find((fact) => fact.kind === 'SUBMIT')
  return submit === undefined ? null : (submit.payload as SubmitPayload).product.code
}
