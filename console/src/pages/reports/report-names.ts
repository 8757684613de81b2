import { words } from '../../words'

/** The trial balance and the ledger are the books' own pages. */
export type ReportName = keyof typeof words.reports.names

export const REPORT_NAMES = Object.keys(words.reports.names) as readonly ReportName[]

export function reportNamed(name: string): ReportName | undefined {
  return REPORT_NAMES.find((one) => one === name)
}
