import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { IS_RECEIPT } from '../journal'
import { choice } from '../parameters'
import { listOf, periodText, report } from '../report'
import { SqlValues } from '../sql-values'

const ABOUT = {
  actual: 'What was scheduled and collected, day by day',
  expected: 'What is scheduled and collected, days to come included',
  variance: 'Days on which less was collected than scheduled',
}

interface Day {
  date: string
  scheduled: bigint
  collected: bigint
}

export const collections = report({
  name: 'collections',
  title: 'Collections',
  summary: 'What was to be paid on each day, and what was',
  parameters: {
    reportType: choice(
      ['actual', 'expected', 'variance'],
      'expected: days to come too. variance: days on which less came than was to come.',
    ).default('actual'),
  },
  async make(snapshot, asked, { reportType }) {
    const days = await collectionDays(snapshot, asked)
    const rows = days
      .filter(({ date }) => reportType === 'expected' || date <= asked.today)
      .filter(({ scheduled, collected }) => reportType !== 'variance' || scheduled > collected)
      .map(({ date, scheduled, collected }) => ({
        date,
        scheduledMinor: scheduled,
        collectedMinor: collected,
        shortfallMinor: scheduled - collected,
      }))
    const total = (name: 'scheduledMinor' | 'collectedMinor' | 'shortfallMinor') =>
      rows.reduce((sum, row) => sum + row[name], 0n)
    return {
      members: [
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['rows', rows],
      ],
      table: {
        about: [periodText(asked), ABOUT[reportType]],
        columns: [
          { name: 'date', heading: 'Date', kind: 'date' },
          { name: 'scheduledMinor', heading: 'Scheduled', kind: 'money' },
          { name: 'collectedMinor', heading: 'Collected', kind: 'money' },
          { name: 'shortfallMinor', heading: 'Shortfall', kind: 'money' },
        ],
        rows: listOf(rows),
        printedTotal: () => ({
          scheduledMinor: total('scheduledMinor'),
          collectedMinor: total('collectedMinor'),
          shortfallMinor: total('shortfallMinor'),
        }),
      },
    }
  },
})

/** Days on which anything was to be paid or was paid. A repayment that is taken back counts against its own day. */
function collectionDays(snapshot: Snapshot, asked: Asked): Promise<(Day & { date: string })[]> {
  const values = new SqlValues()
  const business = values.uuid(asked.businessId)
  const [from, to] = [values.date(asked.from), values.date(asked.to)]
  const writtenBy = (alias: string) => values.writtenBy(asked.recordedUpTo, alias)
  return snapshot.query<Day & Record<string, unknown>>(
    'report_collections',
    `SELECT date, sum(scheduled)::bigint AS scheduled, sum(collected)::bigint AS collected
     FROM (
       SELECT due_on AS date, principal + interest + fees + penalties AS scheduled, 0::bigint AS collected
       FROM installment_line i
       WHERE i.business_id = ${business} AND i.kind = 'DUE' AND i.due_on BETWEEN ${from} AND ${to}
         AND i.booked_on <= ${to} ${writtenBy('i')}
       UNION ALL
       SELECT j.value_date, -l.amount, 0
       FROM journal_line l
       JOIN loan_stream s ON s.id = l.stream_id AND s.home = 'PUSH'
       JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no
       WHERE l.business_id = ${business} AND l.role = '4101' AND l.date <= ${to}
         AND j.value_date BETWEEN ${from} AND ${to} ${writtenBy('j')}
       UNION ALL
       SELECT l.date, 0, l.amount
       FROM journal_line l JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no
       WHERE l.business_id = ${business} AND l.role = '1001' AND l.date BETWEEN ${from} AND ${to}
         AND ${IS_RECEIPT} ${writtenBy('j')}) moved
     GROUP BY date HAVING bool_or(scheduled <> 0 OR collected <> 0) ORDER BY date`,
    values.all,
  )
}
