import { busy } from '../platform/errors'
import { openReport } from './open-report'
import type { OpenReport, ReportParts } from './open-report'
import type { Period } from './parameters'
import type { Report } from './report'

/** Each holds a connection for as long as its reader takes. */
const MOST_AT_ONCE = 3

/** Makes reports for whoever asks, a few at a time: the rest of the API needs connections too. */
export class ReportDesk {
  readonly #parts: ReportParts
  #open = 0

  constructor(parts: ReportParts) {
    this.#parts = parts
  }

  /** @throws AppError where it cannot be answered as asked, or not now */
  async open(businessId: string, report: Report, query: Period): Promise<OpenReport> {
    if (this.#open >= MOST_AT_ONCE) throw busy('Enough reports are being made here: please retry.')
    this.#open += 1
    try {
      const opened = await openReport(this.#parts, businessId, report, query)
      const close = async () => {
        this.#open -= 1
        await opened.close()
      }
      return { ...opened, close }
    } catch (error) {
      this.#open -= 1
      throw error
    }
  }
}
