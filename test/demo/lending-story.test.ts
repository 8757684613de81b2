import { lendingStory } from '../../src/demo/lending/lending-story'
import { portfolio } from '../../src/demo/portfolio'

describe('The loans of the demo that live here', () => {
  it('are a third of all, the same for the same seed', () => {
    const of = (loans: number) => portfolio({ loans, seed: 7, year: 2025 }).lending
    expect([of(2), of(3), of(64)].map(({ length }) => length)).toEqual([0, 1, 21])
    expect(of(64).slice(0, 5)).toEqual(of(15))
  })

  it('have every command under a key of its own, and name what they take back', () => {
    const stories = Array.from({ length: 40 }, (_, place) => lendingStory(place + 1, 3, 2025))
    const commands = stories.flatMap((story) => story.commands)
    expect(new Set(commands.map(({ key }) => key)).size).toBe(commands.length)
    for (const { commands: told } of stories) {
      for (const { path, takesBack } of told) {
        expect(path.includes('{transaction}')).toBe(takesBack !== null)
        if (takesBack !== null) expect(told[takesBack]?.path).toBe('loans/{loan}/repayments')
      }
    }
  })

  it('happen in the year, and nothing of it lies ahead', () => {
    for (let number = 1; number <= 60; number += 1) {
      const text = JSON.stringify(lendingStory(number, 11, 2025))
      const dates = text.match(/20\d\d-\d\d-\d\d/g) ?? []
      expect(dates.length).toBeGreaterThan(2)
      for (const date of dates) expect(date >= '2025-01-01' && date <= '2026-01-31').toBe(true)
    }
  })
})
