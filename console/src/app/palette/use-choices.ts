import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'

import { FOUND_TYPES } from '../../api/answers/search'
import type { Found } from '../../api/answers/search'
import { ask } from '../../api/queries'
import { words } from '../../words'
import { PLACES } from '../shell/places'
import { targetOf } from './targets'

export interface Choice {
  key: string
  group: string
  title: string
  detail: string
  to: string
}

/** What a text may mean: pages at once, the rest as soon as the server has looked. */
export function useChoices(text: string): { choices: readonly Choice[]; busy: boolean } {
  const asked = useDeferredValue(text.trim())
  const found = useQuery({
    ...ask('GET /ops/search', { query: { q: asked } }),
    enabled: asked.length > 1,
    staleTime: 10_000,
  })
  const pages = PLACES.filter(({ label }) => label.toLowerCase().includes(asked.toLowerCase()))
  const choices = [
    ...(asked.length > 1 && found.data ? foundChoices(found.data) : []),
    ...pages.map(({ to, label }) => ({
      ...{ key: to, group: words.palette.pages, title: label, detail: '', to },
    })),
  ]
  return { choices, busy: found.isFetching }
}

function foundChoices({ groups }: Found): Choice[] {
  const inOrder = FOUND_TYPES.flatMap((type) => groups.filter((group) => group.type === type))
  return inOrder.flatMap(({ type, items }) =>
    items.flatMap(({ id, title, detail }) => {
      const to = targetOf(type, id)
      if (to === undefined) return []
      return [{ key: `${type} ${id}`, group: words.palette.types[type], title, detail, to }]
    }),
  )
}
