import { todayIn } from '../../../src/domain/values/calendar'
import { startOfDay } from '../../../src/domain/values/start-of-day'

describe('The begin of a day', () => {
  it.each([
    ['UTC', '2026-02-01', '2026-02-01T00:00:00.000Z'],
    ['Africa/Dar_es_Salaam', '2026-02-01', '2026-01-31T21:00:00.000Z'],
    ['Asia/Kathmandu', '2026-02-01', '2026-01-31T18:15:00.000Z'],
    ['America/Los_Angeles', '2026-07-01', '2026-07-01T07:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-02-01', '2026-01-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-02-01', '2026-02-01T11:00:00.000Z'],
  ])('in %s on %s is %s', (timeZone, date, instant) => {
    expect(startOfDay(timeZone, date).toISOString()).toBe(instant)
  })

  it('of a day that begins at one o’clock is that', () => {
    expect(startOfDay('America/Santiago', '2026-09-06').toISOString()).toBe(
      '2026-09-06T04:00:00.000Z',
    )
  })

  it('of a day that was skipped is that of the next', () => {
    const begin = startOfDay('Pacific/Apia', '2011-12-30')
    expect(todayIn('Pacific/Apia', begin)).toBe('2011-12-31')
  })
})
