export const TABS = ['story', 'schedule', 'invoices', 'journal'] as const
export type Tab = (typeof TABS)[number]

/** What of a loan is shown, as its address has it. */
export interface LoanView {
  tab?: Tab
  /** The event that is opened, by its id. */
  event?: string
}

export function readLoanView(search: Readonly<Record<string, unknown>>): LoanView {
  const tab = TABS.find((name) => name === search['tab'])
  const event = search['event']
  return {
    ...(tab === undefined || tab === 'story' ? {} : { tab }),
    ...(typeof event === 'string' && event !== '' ? { event } : {}),
  }
}
