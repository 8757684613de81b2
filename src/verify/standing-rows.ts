/** What was taken back by what stands: an undo that was undone has taken nothing back. */
export function numbersTakenBack(
  rows: readonly { no: number; undoes: number | null }[],
): ReadonlySet<number> {
  const takenBack = new Set<number>()
  for (const { no, undoes } of rows.toReversed()) {
    if (undoes !== null && !takenBack.has(no)) takenBack.add(undoes)
  }
  return takenBack
}
