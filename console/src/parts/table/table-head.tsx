import { words } from '../../words'
import { Icon } from '../icons/icon'
import type { Column } from './column'

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[]
  template: object
  sort: string | undefined
  onSort: ((column: string) => void) | undefined
}

export function TableHead<Row>({ columns, template, sort, onSort }: TableHeadProps<Row>) {
  return (
    <div role="rowgroup" className="table-head">
      <div role="row" className="table-cells" style={template}>
        {columns.map(({ id, title, numeric, sorts }) => (
          <div
            key={id}
            role="columnheader"
            className={numeric ? 'numeric' : undefined}
            aria-sort={directionOf(sort, id)}
          >
            {sorts && onSort ? (
              <button type="button" onClick={() => onSort(id)} title={words.table.sortBy(title)}>
                {title}
                {directionOf(sort, id) !== 'none' && <Icon name={sort === id ? 'up' : 'down'} />}
              </button>
            ) : (
              title
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function directionOf(sort: string | undefined, column: string) {
  if (sort === column) return 'ascending'
  return sort === `-${column}` ? 'descending' : 'none'
}
