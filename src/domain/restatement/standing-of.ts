/** What neither takes something back nor was taken back. */
export function standingOf<Row extends { no: number; reverses: number | null }>(
  rows: readonly Row[],
): Row[] {
  const takenBack = new Set(rows.map(({ reverses }) => reverses))
  return rows.filter(({ no, reverses }) => reverses === null && !takenBack.has(no))
}
