/** How often a property is tried: as given, or as LIVES says, to look for what is rare. */
export function runs(usual: number): { numRuns: number } {
  return { numRuns: Number(process.env['LIVES'] ?? usual) }
}
