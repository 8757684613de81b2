import { LosslessNumber } from 'lossless-json'

import { readSearch } from '../../console/src/app/search'
import { readJson } from '../../console/src/api/read-json'
import { REPORT_NAMES } from '../../console/src/pages/reports/report-names'
import { periodQuery, readPeriod } from '../../console/src/pages/reports/period'
import { partsOf } from '../../console/src/pages/reports/report-parts'
import { REPORT_ANSWERS } from '../../src/api/lending/reports/report-answers'
import { REPORTS } from '../../src/reports/catalogue'

it('there is a page for each report', () => {
  const books = ['ledger', 'trial-balance']
  expect([...REPORT_NAMES, ...books].sort()).toEqual(REPORTS.map(({ path }) => path).sort())
})

describe('what a report is asked by', () => {
  it('is this year so far, unless its address says more', () => {
    expect(periodQuery({}, '2026-11-25')).toEqual({ fromDate: '2026-01-01', toDate: '2026-11-25' })
    const period = readPeriod(readSearch('from=2025-02-01&to=2025-02-28&known=2025-03-01'))
    expect(periodQuery(period, '2026-11-25')).toEqual({
      fromDate: '2025-02-01',
      toDate: '2025-02-28',
      recordedUpTo: '2025-03-01T23:59:59Z',
    })
  })

  it('has nothing of what is no day', () => {
    expect(readPeriod(readSearch('from=2025-02-30&to=today&known=12'))).toEqual({})
  })
})

describe('what a report shows', () => {
  it('is the figures over all, and each list with its rows flat', () => {
    const answer = readJson(
      `{"asOf":"2025-01-31","counts":{"numLoans":3},"exposureMinor":500,"par30":0.045,
        "byProduct":[{"productCode":"A","numLoans":3}],
        "buckets":[{"bucket":"1-30","counts":{"numLoans":3},"exposureMinor":500,"byProduct":[]}]}`,
    ) as Record<string, unknown>
    expect(partsOf(answer)).toEqual({
      figures: { numLoans: 3, exposureMinor: 500, par30: new LosslessNumber('0.045') },
      lists: [
        { name: 'byProduct', rows: [{ productCode: 'A', numLoans: 3 }] },
        { name: 'buckets', rows: [{ bucket: '1-30', numLoans: 3, exposureMinor: 500 }] },
      ],
    })
  })

  it.each(Object.entries(REPORT_ANSWERS))('is all that %s answers', (_, { example }) => {
    const { figures, lists } = partsOf(example as Record<string, unknown>)
    expect(Object.keys(figures).length + lists.length).toBeGreaterThan(0)
    for (const value of [
      ...Object.values(figures),
      ...lists.flatMap(({ rows }) => rows.flatMap(Object.values)),
    ]) {
      expect(['string', 'number']).toContain(typeof value)
    }
  })
})
