/**
 * Of the cases so many, each the one that adds most to what those before it show: chosen by what
 * they say, and never by what comes of them.
 */
export function varied<Case>(
  cases: readonly Case[],
  count: number,
  traitsOf: (given: Case) => readonly string[],
): Case[] {
  const left = cases.map((given) => ({ given, traits: new Set(traitsOf(given)) }))
  const shown = new Set<string>()
  const chosen: Case[] = []
  const news = (traits: ReadonlySet<string>) =>
    [...traits].filter((trait) => !shown.has(trait)).length
  while (chosen.length < count && left.length > 0) {
    left.sort((one, other) => news(other.traits) - news(one.traits))
    const next = left.shift()
    if (next === undefined) break
    chosen.push(next.given)
    for (const trait of next.traits) shown.add(trait)
  }
  return chosen
}
