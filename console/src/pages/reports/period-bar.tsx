import { addressOf } from '../../api/address'
import type { RouteName } from '../../api/client'
import { useBusiness } from '../../app/session/session-context'
import { DateField } from '../../parts/dates/date-field'
import { Icon } from '../../parts/icons/icon'
import { words } from '../../words'
import { periodQuery } from './period'
import type { Period } from './period'

interface PeriodBarProps {
  route: RouteName
  period: Period
  onPeriod: (period: Period) => void
  /** Beside the period. */
  query?: Readonly<Record<string, string>>
}

/** The days of a report, and its files. */
export function PeriodBar({ route, period, onPeriod, query = {} }: PeriodBarProps) {
  const { today } = useBusiness()
  const asked = periodQuery(period, today)
  const file = (format: string) => addressOf(route, {}, { ...asked, ...query, format }).address
  return (
    <div className="period-bar">
      <DateField
        label={words.books.from}
        value={asked.fromDate}
        max={asked.toDate}
        onDate={(from) => onPeriod({ ...period, from })}
      />
      <DateField
        label={words.books.to}
        value={asked.toDate}
        min={asked.fromDate}
        onDate={(to) => onPeriod({ ...period, from: asked.fromDate, to })}
      />
      <DateField
        label={words.books.knownBy}
        value={period.known ?? ''}
        mayBeEmpty
        onDate={(known) => onPeriod(known === '' ? withoutKnown(period) : { ...period, known })}
      />
      <span className="actions">
        {['csv', 'pdf'].map((format) => (
          <a key={format} className="button" href={file(format)} download>
            <Icon name="download" />
            {format === 'csv' ? words.books.csv : words.books.pdf}
          </a>
        ))}
      </span>
    </div>
  )
}

function withoutKnown({ from, to }: Period): Period {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
