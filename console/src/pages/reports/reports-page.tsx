import { Link } from '@tanstack/react-router'

import { PageHead } from '../../parts/page-head'
import { words } from '../../words'
import { REPORT_NAMES } from './report-names'

export function ReportsPage() {
  return (
    <>
      <PageHead title={words.reports.title} />
      <ul className="report-list">
        {REPORT_NAMES.map((name) => (
          <li key={name}>
            <Link to="/reports/$" params={{ _splat: name }}>
              <strong>{words.reports.names[name]}</strong>
              <span>{words.reports.tells[name]}</span>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/books">
            <strong>{words.books.trialBalance}</strong>
            <span>{words.reports.booksTell}</span>
          </Link>
        </li>
      </ul>
    </>
  )
}
