import type { Period } from '../../../reports/parameters'
import type { Report } from '../../../reports/report'
import { REPORTS } from '../../../reports/catalogue'
import { MEDIA_TYPES, written } from '../../../reports/written/forms'
import { reply } from '../../routing/route'
import { Streamed } from '../../routing/streamed'
import { lendingRoute, MAY_READ } from '../lending-route'
import { REPORT_ANSWERS } from './report-answers'
import type { ReportAnswer } from './report-answers'

/** One for each report. */
export const reportRoutes = REPORTS.map((report) =>
  reportRoute(report, REPORT_ANSWERS[report.name]),
)

function reportRoute(report: Report, { schema, example, operationId }: ReportAnswer) {
  return lendingRoute({
    method: 'GET',
    path: `/reports/${report.path}`,
    scopes: MAY_READ,
    query: report.query,
    answers: {
      200: {
        description: `${report.title}; amounts in minor units, in the PDF in major ones.`,
        ...{ schema, example, forms: ['text/csv', 'application/pdf'] },
      },
    },
    refuses: {
      409: { meaning: '`BOOKS_ELSEWHERE`: the books are kept by another deployment' },
      422: { meaning: '`RECORDED_TOO_LATE`: `recordedUpTo` is less than a minute ago' },
    },
    docs: { tag: 'Reports', operationId, summary: report.title, description: report.summary },
    async handle({ reports }, { caller: { business }, query, http }) {
      const opened = await reports.open(business.id, report, query)
      const { format } = query
      const headers: Record<string, string> =
        format === 'json' ? {} : { 'Content-Disposition': dispositionOf(report, query) }
      const pieces = http.method === 'HEAD' ? [] : written(opened, format)
      return reply(200, new Streamed(MEDIA_TYPES[format], closing(opened, pieces)), headers)
    },
  })
}

type Opened = Parameters<typeof written>[0]

/** Gives the report's connection back, whether it is read to its end or not. */
async function* closing(
  { close }: Opened,
  pieces: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
): AsyncGenerator<string | Buffer> {
  try {
    yield* pieces
  } finally {
    await close()
  }
}

/** What a browser calls the file. */
function dispositionOf({ name }: Report, { fromDate, toDate, format }: Period): string {
  return `attachment; filename="${name}-${fromDate}-${toDate}.${format}"`
}
