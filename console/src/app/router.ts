import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'

import { CustomerPage } from '../pages/customer/customer-page'
import { readLoanView } from '../pages/loan/loan-view'
import { LoanPage } from '../pages/loan/loan-page'
import { readLoanFilter } from '../pages/loans/loan-filter'
import { LoansPage } from '../pages/loans/loans-page'
import { NotFound } from './not-found'
import { readSearch, writeSearch } from './search'
import { Shell } from './shell/shell'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router redirects
    throw redirect({ to: '/loans' })
  },
})

const loans = createRoute({
  getParentRoute: () => root,
  path: '/loans',
  validateSearch: readLoanFilter,
  component: LoansPage,
})

const loan = createRoute({
  getParentRoute: () => root,
  path: '/loans/$loanId',
  validateSearch: readLoanView,
  component: LoanPage,
})

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customerId',
  component: CustomerPage,
})

export const router = createRouter({
  routeTree: root.addChildren([home, loans, loan, customer]),
  basepath: '/console',
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
