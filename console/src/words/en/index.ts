import { keys, palette, places, shell, signIn, states } from './app'
import { customer } from './customer'
import { loan } from './loan'
import { loans, table } from './loans'

export const en = { customer, keys, loan, loans, palette, places, shell, signIn, states, table }
