import { CONSOLE_DOORS } from './console/doors'
import { DOORS } from './doors'
import { addressOf } from './routing/door'
import type { AnyDoor } from './routing/door'

const NAMES = [...DOORS, ...CONSOLE_DOORS].flatMap((door: AnyDoor) =>
  door.routes.map((route) => addressOf(door, route)),
)
const PAGES = /^\/console(?:$|\/(?!api\/))/
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
  if (PAGES.test(path)) return '/console/*'
  return PATTERNS.find(({ pattern }) => pattern.test(path))?.name ?? 'unmatched'
}
