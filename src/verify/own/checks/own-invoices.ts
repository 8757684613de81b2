import { ofInvoices } from '../../checks/allocations'
import type { OwnCheck } from '../../loan-check'

/** What is open of each invoice is what its allocations leave of it. */
export const ownInvoices: OwnCheck = { name: 'allocations', ofBooks: true, find: ofInvoices }
