import type { Installment } from '../../../api/answers/loans'
import { Money } from '../../../parts/money/money'
import { PlainTable } from '../../../parts/table/plain-table'
import { words } from '../../../words'

const { schedule: said } = words.loan
const AMOUNTS = ['principal', 'interest', 'fees', 'penalties', 'paid', 'outstanding'] as const
const HEADS = [
  { title: said.no, numeric: true },
  { title: said.due },
  ...AMOUNTS.map((name) => ({ title: said[name], numeric: true })),
  { title: said.late, numeric: true },
]

export function ScheduleTab({ lines }: { lines: readonly Installment[] }) {
  return (
    <PlainTable label={words.loan.tabs.schedule} heads={HEADS}>
      {lines.map((line) => (
        <tr key={line.no}>
          <th scope="row" className="numeric">
            {line.no}
          </th>
          <td>{line.dueDate}</td>
          {AMOUNTS.map((name) => (
            <td key={name} className="numeric">
              <Money amount={line[name]} />
            </td>
          ))}
          <td className="numeric">{line.daysLate > 0 && line.daysLate}</td>
        </tr>
      ))}
    </PlainTable>
  )
}
