import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { Failure } from './failure'
import { Loading } from './loading'

interface AnsweredProps<Data> {
  query: UseQueryResult<Data>
  rows?: number
  children: (data: Data) => ReactNode
}

/** What a question was answered, or that it is under way, or why there is no answer. */
export function Answered<Data>({ query, rows, children }: AnsweredProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  return rows === undefined ? <Loading /> : <Loading rows={rows} />
}
