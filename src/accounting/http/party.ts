/** What a request names that is not in the event's payload. */
export interface Party {
  /** Of the business, by its code. */
  currency: string
  /** Read from the customer's row, and kept nowhere else. */
  customerName: string | null
  /** Accounting's id of the event that this one names: the one that it undoes, or that brought a charge. */
  targetId: string | null
  words: Words
}

/** What the sender wrote: rows have it beside their payload, those of before in it. */
export interface Words {
  feeName?: string
  reason?: string
  chargeNames?: string[]
  chargeName?: string
}
