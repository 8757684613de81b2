import { REPORTS } from '../reports/catalogue'
import { table } from './table'

/** What a report is asked by beside its period. */
const OWN: Readonly<Record<string, string>> = { ledger: '&glAccountId=1101' }

/** Where each report of the demo's year is. */
export function reportsText(url: string, year: number): string {
  const period = `fromDate=${year}-01-01&toDate=${year}-12-31`
  const addresses = REPORTS.map(({ name, path, title }) => [
    `  ${title}`,
    `${url}/api/v1/lms/reports/${path}?${period}${OWN[name] ?? ''}`,
  ])
  return `Its reports; &format=csv or &format=pdf makes a file of one:

  curl -sH "Authorization: Bearer $TOKEN" -OJ '${addresses[0]?.[1] ?? ''}&format=pdf'

${table(['  REPORT', 'ADDRESS, WITH THE TOKEN'], addresses)}`
}
