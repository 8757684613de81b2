import type { CivilDate } from '../domain/values/calendar'

/** The values of one statement, each under the number it is put in by. */
export class SqlValues {
  readonly all: unknown[] = []

  uuid(value: string): string {
    return this.#add(value, 'uuid')
  }

  date(value: CivilDate): string {
    return this.#add(value, 'date')
  }

  text(value: string): string {
    return this.#add(value, 'text')
  }

  integer(value: number): string {
    return this.#add(value, 'integer')
  }

  /** The condition that a row was written by then; nothing where no time is given. */
  writtenBy(time: Date | null, alias: string): string {
    return time === null ? '' : `AND ${alias}.recorded_at <= ${this.#add(time, 'timestamptz')}`
  }

  #add(value: unknown, type: string): string {
    this.all.push(value)
    return `$${this.all.length}::${type}`
  }
}
