import { useQuery } from '@tanstack/react-query'

import { ask } from '../../api/queries'
import { Pager } from '../../parts/pager'
import { Answered } from '../../parts/states/answered'
import { Empty } from '../../parts/states/empty'
import { words } from '../../words'
import { CauseBlock } from './cause-block'
import { causesOf } from './causes'
import { ROWS } from './page-of'
import type { PagedTab } from './page-of'

const OFTEN_MS = 5_000

export function ParkedTab({ page, onPage }: PagedTab) {
  const parked = useQuery({
    ...ask('GET /ops/parked', { query: { page, rows: ROWS } }),
    refetchInterval: OFTEN_MS,
  })
  return (
    <Answered query={parked}>
      {(answer) => (
        <>
          {answer.items.length === 0 && <Empty title={words.work.none.parked} />}
          <div className="causes">
            {causesOf(answer.items).map((cause) => (
              <CauseBlock key={`${cause.code} ${cause.message}`} cause={cause} />
            ))}
          </div>
          <Pager paged={answer} onPage={onPage} />
        </>
      )}
    </Answered>
  )
}
