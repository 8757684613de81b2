/** What is left of two lists when each item of one is set against at most one equal item of the other. */
export function withoutPairs<Ours, Theirs>(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
  same: (one: Ours, other: Theirs) => boolean,
): { ours: Ours[]; theirs: Theirs[] } {
  const unpaired = [...theirs]
  const left = ours.filter((one) => {
    const index = unpaired.findIndex((other) => same(one, other))
    if (index >= 0) unpaired.splice(index, 1)
    return index < 0
  })
  return { ours: left, theirs: unpaired }
}
