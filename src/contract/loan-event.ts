/** Where the events of another LMS's own loans are told: its address, and its name among the extensions. */
export const LOAN_EVENT = 'loan-event'
