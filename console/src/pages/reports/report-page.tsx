import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'

import { useBusiness } from '../../app/session/session-context'
import { NotFound } from '../../app/not-found'
import { ask } from '../../api/queries'
import { PageHead } from '../../parts/page-head'
import { Answered } from '../../parts/states/answered'
import { words } from '../../words'
import { PeriodBar } from './period-bar'
import { periodQuery } from './period'
import { reportNamed } from './report-names'
import type { ReportName } from './report-names'
import { partsOf } from './report-parts'
import { ReportBody } from './report-body'

const route = getRouteApi('/reports/$')

/** One page for every report: its days, its figures, its lists, its files. */
export function ReportPage() {
  const { _splat = '' } = route.useParams()
  const name = reportNamed(_splat)
  return name === undefined ? <NotFound /> : <Report key={name} name={name} />
}

function Report({ name }: { name: ReportName }) {
  const period = route.useSearch()
  const navigate = route.useNavigate()
  const { today } = useBusiness()
  const asked = `GET /api/v1/lms/reports/${name}` as const
  const report = useQuery(ask(asked, { query: periodQuery(period, today) }))
  return (
    <>
      <PageHead
        title={words.reports.names[name]}
        beside={words.reports.tells[name]}
        crumbs={<Link to="/reports">{words.reports.title}</Link>}
      />
      <PeriodBar
        route={asked}
        period={period}
        onPeriod={(search) => void navigate({ search, replace: true })}
      />
      <Answered query={report}>{(answer) => <ReportBody parts={partsOf(answer)} />}</Answered>
    </>
  )
}
