/** What is kept of the console's users, beside the operators' decisions. */
export const CONSOLE_ACTIONS = [
  'SIGN_IN',
  'SIGN_OUT',
  'SWITCH_BUSINESS',
  'SET_PASSWORD',
  'ADD_USER',
  'DISABLE_USER',
  'SET_ROLES',
  'MAKE_LINK',
] as const

export const CONSOLE_OUTCOMES = ['DONE', 'REFUSED'] as const
