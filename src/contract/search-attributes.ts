import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common'

/** By these an operator finds loans in the Temporal UI. Never personal data: they are in clear. */
export const LOAN_STATUS = defineSearchAttributeKey('LoanStatus', SearchAttributeType.KEYWORD)
export const LOAN_HEALTH = defineSearchAttributeKey('LoanHealth', SearchAttributeType.KEYWORD)
export const LOAN_BUSINESS = defineSearchAttributeKey('LoanBusiness', SearchAttributeType.KEYWORD)
export const LOAN_PRODUCT = defineSearchAttributeKey('LoanProduct', SearchAttributeType.KEYWORD)

/** What the Temporal UI shows of a pushed loan's product: it has none of its own. */
export const PUSHED_PRODUCT = '(pushed)'
