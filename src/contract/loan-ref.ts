/** Names one loan in every part of the product. */
export interface LoanRef {
  businessId: string
  /** The loan's external id, unique per business. */
  loanId: string
}
