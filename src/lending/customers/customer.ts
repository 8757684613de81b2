import type { CivilDate } from '../../domain/values/calendar'

/** What a lender's own systems say of a customer; of pushed ones only a name is known. */
export interface CustomerProfile {
  /** 1 a person, called by two names; 2 a company, called by one. */
  legalFormId: 1 | 2
  officeId: number
  firstname?: string
  lastname?: string
  fullname?: string
  mobileNo?: string
}

/** As `customer_json` has it. */
export interface StoredCustomer {
  id: string
  /** The customer's key, which the other doors know it by. */
  externalId: string
  name: string
  active: boolean
  /** From when on it may borrow; null where no day is known. */
  activatedOn: CivilDate | null
  profile: Partial<CustomerProfile>
  createdAt: string
}
