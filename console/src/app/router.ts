import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'

import { CustomerPage } from '../pages/customer/customer-page'
import { readLoanView } from '../pages/loan/loan-view'
import { LoanPage } from '../pages/loan/loan-page'
import { readLoanFilter } from '../pages/loans/loan-filter'
import { LoansPage } from '../pages/loans/loans-page'
import { readPeriod } from '../pages/reports/period'
import { readWorkView } from '../pages/work/work-view'
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

const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  validateSearch: readWorkView,
  component: lazyRouteComponent(() => import('../pages/work/work-page'), 'WorkPage'),
})

const books = createRoute({
  getParentRoute: () => root,
  path: '/books',
  validateSearch: readPeriod,
  component: lazyRouteComponent(() => import('../pages/books/books-page'), 'BooksPage'),
})

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/books/$account',
  validateSearch: readPeriod,
  component: lazyRouteComponent(() => import('../pages/books/ledger-page'), 'LedgerPage'),
})

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  component: lazyRouteComponent(() => import('../pages/reports/reports-page'), 'ReportsPage'),
})

const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$',
  validateSearch: readPeriod,
  component: lazyRouteComponent(() => import('../pages/reports/report-page'), 'ReportPage'),
})

const routeTree = root.addChildren([
  ...[home, loans, loan, customer],
  ...[work, books, ledger, reports, report],
])

export const router = createRouter({
  routeTree,
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
