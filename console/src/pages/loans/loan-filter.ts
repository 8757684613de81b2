import { isCivilDate } from '../../../../src/domain/values/calendar'

/** What the list of loans can be narrowed by, as its address has it and as the server takes it. */
export interface LoanFilter {
  q?: string
  status?: string
  health?: string
  product?: string
  door?: string
  disbursedFrom?: string
  disbursedTo?: string
  /** Days. */
  overdueFrom?: string
  /** A column, with a minus before it for the largest first. */
  sort?: string
}

const TEXTS = ['q', 'status', 'product'] as const
const DATES = ['disbursedFrom', 'disbursedTo'] as const
const HEALTHS = ['OK', 'RETRYING', 'PARKED']
const SORTS = [
  ...['loanId', 'customerName', 'disbursedOn', 'principal', 'principalOutstanding'],
  ...['interestOutstanding', 'creditBalance', 'events'],
]
const DOORS = ['push', 'lms']

/** Reads an address that anybody may have written: what means nothing is left out. */
export function readLoanFilter(search: Readonly<Record<string, unknown>>): LoanFilter {
  const filter: LoanFilter = {}
  for (const name of TEXTS) keep(filter, name, search[name], () => true)
  for (const name of DATES) keep(filter, name, search[name], isCivilDate)
  keep(filter, 'health', search['health'], (text) => HEALTHS.includes(text))
  keep(filter, 'door', search['door'], (text) => DOORS.includes(text))
  keep(filter, 'sort', search['sort'], (text) => isSort(text.replace(/^-/, '')))
  keep(filter, 'overdueFrom', search['overdueFrom'], (text) => /^[1-9]\d{0,3}$/.test(text))
  return filter
}

/** True of a column that the server sorts by. */
export function isSort(column: string): boolean {
  return SORTS.includes(column)
}

function keep(
  filter: LoanFilter,
  name: keyof LoanFilter,
  value: unknown,
  fits: (text: string) => boolean,
): void {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text !== '' && fits(text)) filter[name] = text
}

/** True where nothing is narrowed, however it is sorted. */
export function showsAll({ sort: _, ...narrowing }: LoanFilter): boolean {
  return Object.values(narrowing).every((value) => value === undefined)
}

/** The next way to sort by a column: down, up, as it comes. */
export function sortedNext(sort: string | undefined, column: string): string | undefined {
  if (sort === `-${column}`) return column
  return sort === column ? undefined : `-${column}`
}
