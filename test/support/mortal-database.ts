import type { QueryResultRow } from 'pg'

import type { Database } from '../../src/platform/database'

export class Killed extends Error {}

/** A database whose user dies at its n-th statement: before it reached the server, or with the answer lost. */
export function mortal(
  database: Database,
  death: { at: number; answerLost: boolean },
): { database: Database; statements: () => number } {
  let count = 0
  const query = async <Row extends QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> => {
    count += 1
    if (count > death.at || (count === death.at && !death.answerLost)) throw new Killed()
    const rows = await database.query<Row>(name, text, values)
    if (count === death.at) throw new Killed()
    return rows
  }
  const dying = new Proxy(database, {
    get: (target, property, receiver) =>
      property === 'query' ? query : (Reflect.get(target, property, receiver) as unknown),
  })
  return { database: dying, statements: () => count }
}
