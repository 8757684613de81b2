import type { FoundType } from '../../api/answers/search'

/** Where what was found is shown; undefined where it has no page of its own. */
export function targetOf(type: FoundType, id: string): string | undefined {
  const named = encodeURIComponent(id)
  switch (type) {
    case 'loan':
      return `/loans/${named}`
    case 'customer':
      return `/customers/${named}`
    case 'account':
      return `/books/${named}`
    default:
      return undefined
  }
}
