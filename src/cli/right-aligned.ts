/** The texts as wide as the widest, pushed to the right. */
export function rightAligned(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map(({ length }) => length))
  return texts.map((text) => text.padStart(width))
}
