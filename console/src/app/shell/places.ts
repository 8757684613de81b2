import type { IconName } from '../../parts/icons/strokes'
import { words } from '../../words'

export interface Place {
  to: '/work' | '/loans' | '/books' | '/reports'
  label: string
  icon: IconName
  /** After `g`. */
  key: string
}

/** Where the rail leads, in the order of the day's work. */
export const PLACES: readonly Place[] = [
  { to: '/work', label: words.places.work, icon: 'work', key: 'w' },
  { to: '/loans', label: words.places.loans, icon: 'loans', key: 'l' },
  { to: '/books', label: words.places.books, icon: 'books', key: 'b' },
  { to: '/reports', label: words.places.reports, icon: 'reports', key: 'r' },
]
