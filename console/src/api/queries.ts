import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { call } from './client'
import type { Asked, RouteName } from './client'

/** A question to the server, kept under what it asks; what was there stays while it is asked again. */
export function ask<Route extends RouteName>(route: Route, asked: Asked<Route> = {}) {
  return queryOptions({
    queryKey: [route, asked.params ?? {}, asked.query ?? {}],
    queryFn: ({ signal }) => call(route, { ...asked, signal }),
    placeholderData: keepPreviousData,
  })
}
