import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { ask } from '../../api/queries'
import { Instant } from '../../parts/dates/instant'
import { Pager } from '../../parts/pager'
import { Answered } from '../../parts/states/answered'
import { Empty } from '../../parts/states/empty'
import { PlainTable } from '../../parts/table/plain-table'
import { words } from '../../words'
import { ROWS } from './page-of'
import type { PagedTab } from './page-of'

const { columns } = words.work
const HEADS = [
  { title: columns.owed },
  { title: columns.loan },
  { title: columns.range },
  { title: columns.reason },
]

export function UndosTab({ page, onPage }: PagedTab) {
  const owed = useQuery(
    ask('GET /ops/compensations', { query: { state: 'owed', page, rows: ROWS } }),
  )
  return (
    <Answered query={owed}>
      {(answer) => (
        <>
          {answer.items.length === 0 ? (
            <Empty title={words.work.none.undos} />
          ) : (
            <PlainTable label={words.work.tabs.undos} heads={HEADS}>
              {answer.items.map(({ eventId, generation, loanId, owedAt, reason, ...undo }) => (
                <tr key={`${eventId} ${generation}`}>
                  <td>
                    <Instant at={owedAt} />
                  </td>
                  <td>
                    <Link to="/loans/$loanId" params={{ loanId }} search={{ event: eventId }}>
                      {loanId}
                    </Link>
                  </td>
                  <td>
                    {undo.fromSequence}–{undo.toSequence}
                  </td>
                  <td className="wrapping">
                    {reason.message} <code className="hint">{reason.code}</code>
                  </td>
                </tr>
              ))}
            </PlainTable>
          )}
          <Pager paged={answer} onPage={onPage} />
        </>
      )}
    </Answered>
  )
}
