import { words } from '../../words'
import { Icon } from '../icons/icon'
import type { Column } from './column'

interface ColumnMenuProps<Row> {
  columns: readonly Column<Row>[]
  isShown: (id: string) => boolean
  onToggle: (id: string) => void
}

const MENU_ID = 'column-menu'

export function ColumnMenu<Row>({ columns, isShown, onToggle }: ColumnMenuProps<Row>) {
  return (
    <>
      <button type="button" className="button" popoverTarget={MENU_ID}>
        <Icon name="columns" />
        {words.table.columns}
      </button>
      <div id={MENU_ID} popover="auto" className="menu">
        {columns.slice(1).map(({ id, title }) => (
          <label key={id} className="menu-item">
            {title}
            <input type="checkbox" checked={isShown(id)} onChange={() => onToggle(id)} />
          </label>
        ))}
      </div>
    </>
  )
}
