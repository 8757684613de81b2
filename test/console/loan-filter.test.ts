import fc from 'fast-check'

import { readSearch, writeSearch } from '../../console/src/app/search'
import { readLoanFilter, showsAll, sortedNext } from '../../console/src/pages/loans/loan-filter'
import { readLoanView } from '../../console/src/pages/loan/loan-view'

describe('the filter of the list of loans', () => {
  it('is its address, both ways', () => {
    const date = fc.constantFrom('2024-02-29', '2025-12-31')
    const words = fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => `x${text.trim()}x`)
    const filter = fc.record(
      {
        q: words,
        status: words,
        product: words,
        sort: fc.constantFrom('loanId', '-principal'),
        health: fc.constantFrom('OK', 'RETRYING', 'PARKED'),
        door: fc.constantFrom('push', 'lms'),
        disbursedFrom: date,
        disbursedTo: date,
        overdueFrom: fc.integer({ min: 1, max: 9999 }).map(String),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(filter, (given) => {
        expect(readLoanFilter(readSearch(writeSearch({ ...given })))).toEqual(given)
      }),
    )
  })

  it.each([
    'disbursedFrom=2025-02-30',
    'overdueFrom=-1',
    'overdueFrom=1e3',
    'health=ILL',
    'door=window',
    'q=+++',
    'unknown=1',
  ])('has nothing of %s', (search) => {
    expect(readLoanFilter(readSearch(search))).toEqual({})
  })

  it('shows all where it is only sorted', () => {
    expect(showsAll({ sort: '-principal' })).toBe(true)
    expect(showsAll({ q: 'Asha' })).toBe(false)
  })

  it('sorts down, then up, then as it comes', () => {
    expect(sortedNext(undefined, 'principal')).toBe('-principal')
    expect(sortedNext('-principal', 'principal')).toBe('principal')
    expect(sortedNext('principal', 'principal')).toBeUndefined()
    expect(sortedNext('principal', 'loanId')).toBe('-loanId')
  })
})

describe('what of a loan is shown', () => {
  it('is its address; the story needs no word', () => {
    expect(readLoanView(readSearch('tab=journal&event=1'))).toEqual({ tab: 'journal', event: '1' })
    expect(readLoanView(readSearch('tab=story'))).toEqual({})
    expect(readLoanView(readSearch('tab=settings&event='))).toEqual({})
  })
})
