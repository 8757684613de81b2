/** What an installment pays of the loan itself, minor units. */
export interface Share {
  principal: bigint
  interest: bigint
}
