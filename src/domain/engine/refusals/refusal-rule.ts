import type { DerivedStatus } from '../derived-loan'

/** STATE: the loan is not in the state for it. RULE: a rule on dates, amounts or targets. */
type RefusalClass = 'STATE' | 'RULE' | 'FIELD' | 'MISSING' | 'TAKEN'

export interface RefusalRule {
  class: RefusalClass
  status: 400 | 403 | 404 | 409
  /** Apache Fineract's globalisation code; one of our own where it has none. */
  globalCode: string
  /** What is in braces is filled in. */
  text: string
  /** Of a STATE: where the loan would have to be. */
  allowed?: readonly DerivedStatus[]
}

export const state = (
  globalCode: string,
  text: string,
  allowed: readonly DerivedStatus[] = [],
): RefusalRule => ({
  ...{ class: 'STATE', status: 400, globalCode, text, allowed },
})
export const rule = (globalCode: string, text: string): RefusalRule => ({
  ...{ class: 'RULE', status: 403, globalCode, text },
})
export const missing = (globalCode: string, text: string): RefusalRule => ({
  ...{ class: 'MISSING', status: 404, globalCode, text },
})
export const taken = (globalCode: string, text: string): RefusalRule => ({
  ...{ class: 'TAKEN', status: 409, globalCode, text },
})
