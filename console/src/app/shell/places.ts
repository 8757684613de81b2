import type { IconName } from '../../parts/icons/strokes'
import { words } from '../../words'

export interface Place {
  to: '/loans'
  label: string
  icon: IconName
  /** After `g`. */
  key: string
}

/** Where the rail leads, in the order of the day's work. */
export const PLACES: readonly Place[] = [
  { to: '/loans', label: words.places.loans, icon: 'loans', key: 'l' },
]
