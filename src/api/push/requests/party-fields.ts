import { id, text } from '../../wire/fields'

/** Whose loan it is: the first fields of every event. */
export function partyFields(loanDescription: string) {
  return {
    customerId: id('The LMS’s id of the borrower; LMS-{customerId} in Accounting.', 'C-1001'),
    customerName: text('Full name, used when the customer’s contact is created.', 'Asha Mwakyusa'),
    loanId: id(loanDescription, 'LN-2026-0001'),
  }
}
