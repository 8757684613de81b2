import { accrual, penalty } from '../../../src/domain/engine/due/due-event'
import type { DueEvent } from '../../../src/domain/engine/due/due-event'
import { wakeFor } from '../../../src/lms/own/wake'

const DUE = { after: '2026-01-31', event: accrual('INTEREST', '2026-01-31') }
const HOUR_MS = 3_600_000

describe('When a loan is looked at for what falls due', () => {
  it('is the begin of the day where the lender is', () => {
    const wake = wakeFor('7', DUE, { timeZone: 'Africa/Dar_es_Salaam', spreadMs: 0 })
    expect(wake).toEqual({
      at: '2026-01-31T21:00:00.000Z',
      on: '2026-02-01',
      what: 'accrual through 2026-01-31',
    })
  })

  it('is told by what is due', () => {
    const options = { timeZone: 'UTC', spreadMs: 0 }
    const whatOf = (event: DueEvent) => wakeFor('7', { after: '2026-02-19', event }, options).what
    expect(whatOf(accrual('CHARGES', '2026-02-20'))).toBe('charges due 2026-02-20')
    expect(whatOf(penalty(2, 1, '2026-02-20'))).toBe('penalty on installment 2')
  })

  it('is spread over the loans, and for each always the same', () => {
    const options = { timeZone: 'UTC', spreadMs: HOUR_MS }
    const delays = Array.from({ length: 2_000 }, (_, id) => {
      const { at } = wakeFor(String(id), DUE, options)
      expect(wakeFor(String(id), DUE, options).at).toBe(at)
      return Date.parse(at) - Date.parse('2026-02-01T00:00:00Z')
    })
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...delays)).toBeLessThan(HOUR_MS)
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => delays.filter((delay) => Math.floor(delay / (HOUR_MS / 10)) === tenth).length,
    )
    expect(Math.min(...tenths)).toBeGreaterThan(140)
  })
})
