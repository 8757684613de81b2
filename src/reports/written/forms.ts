import type { Period } from '../parameters'
import type { OpenReport } from '../open-report'
import { csvOf } from './csv'
import { jsonOf } from './json'
import { pdfOf } from './pdf'

type Form = Period['format']

export const MEDIA_TYPES = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  pdf: 'application/pdf',
} as const satisfies Record<Form, string>

/** A report in the form that is asked for, a piece at a time. */
export function written(report: OpenReport, form: Form): AsyncGenerator<string | Buffer> {
  switch (form) {
    case 'json':
      return jsonOf(report.made)
    case 'csv':
      return csvOf(report.made)
    case 'pdf':
      return pdfOf(report)
  }
}
