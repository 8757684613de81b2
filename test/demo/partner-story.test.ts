import { reportsText } from '../../src/cli/demo-reports'
import { partnerStory } from '../../src/demo/partner/partner-story'
import { portfolio } from '../../src/demo/portfolio'
import { REPORTS } from '../../src/reports/catalogue'

describe('The loans of the demo that a partner runs', () => {
  it('are a ninth of all, the same for the same seed', () => {
    const of = (loans: number) => portfolio({ loans, seed: 7, year: 2025 }).partner
    expect([of(8), of(9), of(64)].map(({ length }) => length)).toEqual([0, 1, 7])
    expect(of(64).slice(0, 2)).toEqual(of(18))
  })

  it('are written under keys of their own, in whole minor units, in the year', () => {
    const stories = Array.from({ length: 30 }, (_, place) => partnerStory(place + 1, 3, 2025))
    const commands = stories.flatMap((story) => story.commands)
    expect(new Set(commands.map(({ key }) => key)).size).toBe(commands.length)
    for (const { body } of commands) {
      const amount = body['amountMinor']
      if (amount !== undefined) expect(Number.isSafeInteger(amount)).toBe(true)
    }
    for (const date of JSON.stringify(stories).match(/20\d\d-\d\d-\d\d/g) ?? [])
      expect(date.startsWith('2025-')).toBe(true)
  })
})

describe('The end of the demo', () => {
  it('has an address of each report that may be asked as it stands', () => {
    const text = reportsText('http://127.0.0.1:3000', 2025)
    for (const { path, query } of REPORTS) {
      const found =
        new RegExp(`http[^\\s']+/reports/${path}\\?[^\\s']+$`, 'm').exec(text)?.[0] ?? ''
      const asked = Object.fromEntries(new URL(found).searchParams)
      expect(query.parse(asked)).toMatchObject({ fromDate: '2025-01-01', toDate: '2025-12-31' })
    }
  })
})
