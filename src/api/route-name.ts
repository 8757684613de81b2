import { DOORS } from './doors'
import { addressOf } from './routing/door'

const NAMES = DOORS.flatMap((door) => door.routes.map((route) => addressOf(door, route)))
const PLAIN = new Set(NAMES.filter((name) => !name.includes('{')))
const PATTERNS = NAMES.filter((name) => !PLAIN.has(name)).map((name) => ({
  name,
  pattern: new RegExp(`^${name.replace(/\{\w+\}/g, '[^/]+')}$`),
}))

/**
 * The route a URL belongs to, without its ids and its query, which may name a borrower; what
 * belongs to none is `unmatched`, so that a scanner cannot make labels without end.
 */
export function routeName(url: string): string {
  const path = url.split('?', 1)[0] ?? ''
  if (PLAIN.has(path)) return path
  return PATTERNS.find(({ pattern }) => pattern.test(path))?.name ?? 'unmatched'
}
