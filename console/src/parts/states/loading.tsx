import { words } from '../../words'

/** Grey bars where rows will be; they show only when the wait is long enough to be noticed. */
export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={words.states.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  )
}
