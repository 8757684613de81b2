import type { Database } from '../platform/database'

/** How often something was refused, with the reason that was given first. */
export interface Refused {
  code: string
  count: number
  reason: string
}

interface Row {
  status: string
  code: string | null
  reason: string | null
  count: number
}

/** How events ended. */
export class DemoOutcomes {
  readonly #rows: readonly Row[]

  private constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  /** @param which a condition on `loan_event` */
  static async of(
    database: Database,
    name: string,
    which: string,
    values: readonly unknown[],
  ): Promise<DemoOutcomes> {
    const rows = await database.query<Row & Record<string, unknown>>(
      name,
      `SELECT status, failure_code AS code, min(failure_message) AS reason, count(*)::integer AS count
       FROM loan_event WHERE ${which} GROUP BY status, failure_code ORDER BY failure_code`,
      values,
    )
    return new DemoOutcomes(rows)
  }

  /** All of them, or those of a status. */
  count(status?: string): number {
    return this.#ended(status).reduce((sum, { count }) => sum + count, 0)
  }

  get failed(): Refused[] {
    return this.#ended('FAILED').map(({ code, count, reason }) => ({
      code: code ?? '',
      count,
      reason: reason ?? '',
    }))
  }

  #ended(status?: string): readonly Row[] {
    return this.#rows.filter((row) => status === undefined || row.status === status)
  }
}
