/** A value deep in a JSON text, and the text with another one in its place. */
export interface Leaf {
  /** By the names that lead to it; of a list without the place. */
  path: string
  json: string
}

export function leavesForged(json: string): Leaf[] {
  return pathsOf(JSON.parse(json) as unknown).map((path) => {
    const value = JSON.parse(json) as unknown
    return {
      path: path.filter((key) => !/^\d+$/.test(key)).join('.'),
      json: JSON.stringify(forgedAt(value, path)),
    }
  })
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner).map((path) => [key, ...path]),
  )
}

function forgedAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return forged(value)
  const inner = value as Record<string, unknown>
  inner[key] = forgedAt(inner[key], rest)
  return inner
}

function forged(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return '2025-01-31'
  const isDate = /^\d{4}-\d\d-\d\d$/.test(value)
  if (isDate) return new Date(Date.parse(value) + 86_400_000).toISOString().slice(0, 10)
  return /^\d+$/.test(value) ? String(BigInt(value) + 1n) : `${value}x`
}
