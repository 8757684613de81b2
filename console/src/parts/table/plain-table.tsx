import type { ReactNode } from 'react'

interface PlainTableProps {
  label: string
  heads: readonly { title: string; numeric?: boolean }[]
  children: ReactNode
}

/** A short table, all of which is in the page. */
export function PlainTable({ label, heads, children }: PlainTableProps) {
  return (
    <div className="plain-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {heads.map(({ title, numeric }) => (
              <th key={title} scope="col" className={numeric ? 'numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
