import fc from 'fast-check'
import {
  addDays,
  addMonths,
  daysBetween,
  isCivilDate,
  isCivilMonth,
  isTimeZone,
  lastDayOfMonth,
  laterOf,
  monthOf,
  todayIn,
} from '../../../src/domain/values/calendar'

const DAY = 86_400_000
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T00:00:00Z')

const instantOf = (date: string) => Date.parse(`${date}T00:00:00Z`)
const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

const anyDate = fc.integer({ min: FIRST / DAY, max: LAST / DAY }).map((days) => dateOf(days * DAY))

describe('isCivilDate', () => {
  it.each(['2025-01-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2025-12-31'])(
    'knows %s',
    (date) => {
      expect(isCivilDate(date)).toBe(true)
    },
  )

  it.each([
    '2025-02-30',
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '2025-01-00',
    '2025-01-32',
    '0000-01-01',
    '2025-1-1',
    '20250101',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '-2025-01-01',
    '+02025-01-01',
    '10000-01-01',
    '',
    'today',
  ])('knows no %j', (date) => {
    expect(isCivilDate(date)).toBe(false)
  })

  it('agrees with Date on every day that can be written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          const two = (part: number) => String(part).padStart(2, '0')
          const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
          const instant = new Date(0).setUTCFullYear(year, month - 1, day)
          expect(isCivilDate(text)).toBe(dateOf(instant) === text)
        },
      ),
    )
  })
})

describe('isCivilMonth', () => {
  it.each(['2025-01', '2025-12', '0001-01', '9999-12'])('knows %s', (month) => {
    expect(isCivilMonth(month)).toBe(true)
  })

  it.each(['2025-00', '2025-13', '0000-05', '2025-1', '2025-01-01', '2025', '', '2025-01\n'])(
    'knows no %j',
    (month) => {
      expect(isCivilMonth(month)).toBe(false)
    },
  )
})

describe('lastDayOfMonth', () => {
  it.each([
    ['2025-01', '2025-01-31'],
    ['2025-02', '2025-02-28'],
    ['2024-02', '2024-02-29'],
    ['2000-02', '2000-02-29'],
    ['1900-02', '1900-02-28'],
    ['2025-04', '2025-04-30'],
    ['9999-12', '9999-12-31'],
  ])('of %s is %s', (month, date) => {
    expect(lastDayOfMonth(month)).toBe(date)
  })

  it('refuses what is no month', () => {
    expect(() => lastDayOfMonth('2025-13')).toThrow(RangeError)
  })
})

describe('addDays', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-03-01', -1, '2025-02-28'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-06-15', 0, '2025-06-15'],
  ])('%s and %i days is %s', (date, days, result) => {
    expect(addDays(date, days)).toBe(result)
  })

  it('agrees with Date', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (from, to) => {
        expect(addDays(from, (instantOf(to) - instantOf(from)) / DAY)).toBe(to)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['9999-12-31', 1],
    ['0001-01-01', -1],
    ['2025-01-01', Infinity],
    ['2025-01-01', NaN],
    ['2025-02-30', 1],
  ])('refuses %s and %d days', (date, days) => {
    expect(() => addDays(date, days)).toThrow(RangeError)
  })
})

describe('daysBetween', () => {
  it('counts what addDays adds', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (from, to) => {
        expect(daysBetween(from, to)).toBe((instantOf(to) - instantOf(from)) / DAY)
      }),
    )
  })

  it('refuses a day that does not exist', () => {
    expect(() => daysBetween('2025-02-29', '2025-03-01')).toThrow(RangeError)
  })
})

describe('addMonths', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-01-31', 2, '2024-03-31'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-01-31', 3, '2025-04-30'],
    ['2025-01-15', 12, '2026-01-15'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -13, '2023-12-15'],
    ['2025-01-15', 0, '2025-01-15'],
  ])('%s and %i months is %s', (date, months, result) => {
    expect(addMonths(date, months)).toBe(result)
  })

  it('agrees with Date: the same day, or the last of its month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const from = new Date(instantOf(date))
        const first = new Date(instantOf(date))
        first.setUTCFullYear(from.getUTCFullYear(), from.getUTCMonth() + months, 1)
        fc.pre(first.getTime() >= FIRST && first.getTime() <= LAST)
        const last = new Date(first)
        last.setUTCMonth(last.getUTCMonth() + 1, 0)
        const day = Math.min(from.getUTCDate(), last.getUTCDate())
        first.setUTCDate(day)
        expect(addMonths(date, months)).toBe(dateOf(first.getTime()))
      }),
    )
  })

  it('refuses to leave the years it knows', () => {
    expect(() => addMonths('9999-12-01', 1)).toThrow(RangeError)
    expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError)
  })
})

describe('monthOf and laterOf', () => {
  it('name the month and the later day', () => {
    expect(monthOf('2025-03-17')).toBe('2025-03')
    expect(laterOf('2025-03-17', '2025-03-18')).toBe('2025-03-18')
    expect(laterOf('2025-12-31', '2025-03-18')).toBe('2025-12-31')
  })
})

describe('time zones', () => {
  it.each([
    ['UTC', '2025-01-31T23:30:00Z', '2025-01-31'],
    ['Africa/Dar_es_Salaam', '2025-01-31T23:30:00Z', '2025-02-01'],
    ['America/New_York', '2025-01-01T04:59:59Z', '2024-12-31'],
    ['America/New_York', '2025-07-01T04:00:00Z', '2025-07-01'],
    ['Pacific/Kiritimati', '2025-01-31T10:00:00Z', '2025-02-01'],
    ['Asia/Kathmandu', '2024-02-28T18:15:00Z', '2024-02-29'],
  ])('it is in %s at %s the %s', (timeZone, instant, date) => {
    expect(todayIn(timeZone, new Date(instant))).toBe(date)
    expect(todayIn(timeZone, new Date(instant))).toBe(date)
  })

  it.each(['UTC', 'Africa/Dar_es_Salaam', 'Etc/GMT+3', 'Europe/Kyiv'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  it.each(['', '+03:00', 'Mars/Olympus', 'UTC+3', '../etc/passwd', ' UTC'])(
    'knows no %j',
    (name) => {
      expect(isTimeZone(name)).toBe(false)
    },
  )
})
