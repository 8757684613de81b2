import { keys, palette, places, shell, signIn, states } from './app'
import { books, reports } from './books'
import { customer } from './customer'
import { decide } from './decide'
import { loan } from './loan'
import { loans, table } from './loans'
import { work } from './work'

export const en = {
  ...{ books, customer, decide, keys, loan, loans, palette, places, reports, shell, signIn },
  ...{ states, table, work },
}
