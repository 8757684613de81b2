import { useState } from 'react'

import { Empty } from '../../parts/states/empty'
import { PlainTable } from '../../parts/table/plain-table'
import { words } from '../../words'
import { ReportCell, isText } from './report-cell'
import type { ReportParts, ReportRow } from './report-parts'

const { reports: said } = words
const AT_ONCE = 200

export function ReportBody({ parts: { figures, lists } }: { parts: ReportParts }) {
  return (
    <>
      {Object.keys(figures).length > 0 && (
        <dl className="figures">
          {Object.entries(figures).map(([name, value]) => (
            <div key={name}>
              <dt>{titleOf(name)}</dt>
              <dd>
                <ReportCell name={name} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {lists.map(({ name, rows }) => (
        <section key={name} className="report-section">
          <h2>{said.lists[name] ?? name}</h2>
          <ReportTable label={said.lists[name] ?? name} rows={rows} />
        </section>
      ))}
    </>
  )
}

function ReportTable({ label, rows }: { label: string; rows: readonly ReportRow[] }) {
  const [shown, setShown] = useState(AT_ONCE)
  const [first] = rows
  if (first === undefined) return <Empty title={said.none} />
  const names = Object.keys(first)
  return (
    <>
      <PlainTable
        label={label}
        heads={names.map((name) => ({ title: titleOf(name), numeric: !isText(name) }))}
      >
        {rows.slice(0, shown).map((row, index) => (
          <tr key={index}>
            {names.map((name) => (
              <td key={name} className={isText(name) ? undefined : 'numeric'}>
                <ReportCell name={name} value={row[name]} />
              </td>
            ))}
          </tr>
        ))}
      </PlainTable>
      {shown < rows.length && (
        <button type="button" className="button" onClick={() => setShown(shown + AT_ONCE)}>
          {said.more(rows.length - shown)}
        </button>
      )}
    </>
  )
}

function titleOf(name: string): string {
  return said.columns[name] ?? name
}
