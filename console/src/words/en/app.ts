export const places = {
  overview: 'Overview',
  work: 'Work',
  loans: 'Loans',
  journal: 'Journal',
  books: 'Books',
  reports: 'Reports',
  audit: 'Audit',
  main: 'Places',
}

export const shell = {
  find: 'Find a loan, a person, an entry…',
  signOut: 'Sign out',
  skip: 'Skip to the page',
  light: 'Light',
  dark: 'Dark',
  system: 'As the system',
  colours: 'Colours',
  account: 'Account',
  business: 'Business',
  needsYou: (count: number) => `${count} need a person`,
  unreachable: 'The server cannot be reached.',
  seenAt: 'What you see is as of',
  keys: 'Keys',
}

export const signIn = {
  title: 'Sign in',
  again: 'Your session has ended. Sign in to go on.',
  email: 'E-mail',
  password: 'Password',
  go: 'Sign in',
  byLink: 'Or open a sign-in link. On the server, this makes one:',
}

export const states = {
  loading: 'Loading…',
  failed: 'That did not work',
  retry: 'Try again',
  request: 'Request',
  copy: 'Copy',
  copied: 'Copied',
  notFound: 'There is no such page.',
  toLoans: 'Go to the loans',
  datePattern: 'yyyy-mm-dd',
  clearFilter: 'Clear the filter',
}

export const palette = {
  title: 'Find',
  hint: 'A loan number, a name, an entry, an invoice, an amount, a page',
  nothing: 'Nothing is called so.',
  pages: 'Pages',
  types: {
    loan: 'Loans',
    customer: 'Customers',
    event: 'Events',
    entry: 'Journal entries',
    invoice: 'Invoices',
    account: 'Accounts',
    job: 'Jobs',
  },
}

export const keys = {
  title: 'Keys',
  single: 'Single keys do something',
  find: 'Find anything',
  filter: 'Go to the filter',
  help: 'These keys',
  go: 'Go to',
  move: 'Next and previous row',
  open: 'Open the row',
  close: 'Close',
  neighbours: 'Previous and next loan of the list',
}
