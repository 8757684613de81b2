import type { Paged } from '../api/answers/decisions'
import { words } from '../words'
import { Icon } from './icons/icon'

interface PagerProps {
  paged: Pick<Paged<unknown>, 'total' | 'page' | 'rowsPerPage'>
  onPage: (page: number) => void
}

/** To the parts of a list that is answered in parts; nothing where all of it is here. */
export function Pager({ paged: { total, page, rowsPerPage }, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / rowsPerPage))
  if (pages === 1) return null
  return (
    <nav className="pager">
      <button
        type="button"
        className="button"
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <Icon name="left" />
        {words.work.later}
      </button>
      <span>{words.work.page(page, pages)}</span>
      <button
        type="button"
        className="button"
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        {words.work.earlier}
        <Icon name="right" />
      </button>
    </nav>
  )
}
