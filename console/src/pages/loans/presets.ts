import { words } from '../../words'
import type { LoanFilter } from './loan-filter'

/** What people look for most; each is an address like any other. */
export const PRESETS: readonly { label: string; filter: LoanFilter }[] = [
  { label: words.loans.all, filter: {} },
  { label: words.loans.preset.active, filter: { status: 'Active' } },
  {
    label: words.loans.preset.overdue30,
    filter: { overdueFrom: '30', sort: '-principalOutstanding' },
  },
  { label: words.loans.preset.overpaid, filter: { status: 'Overpaid', sort: '-creditBalance' } },
  { label: words.loans.preset.parked, filter: { health: 'PARKED' } },
  { label: words.loans.preset.waiting, filter: { health: 'RETRYING' } },
  { label: words.loans.preset.closed, filter: { status: 'Closed (obligations met)' } },
]
