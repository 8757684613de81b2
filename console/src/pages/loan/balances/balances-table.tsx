import type { BalancePoint } from '../../../api/answers/loans'
import { Money } from '../../../parts/money/money'
import { PlainTable } from '../../../parts/table/plain-table'
import { words } from '../../../words'
import type { BalanceName } from './series'

const { balances: said } = words.loan

interface BalancesTableProps {
  points: readonly BalancePoint[]
  series: readonly { name: BalanceName; title: string }[]
}

export function BalancesTable({ points, series }: BalancesTableProps) {
  const heads = [{ title: said.date }, ...series.map(({ title }) => ({ title, numeric: true }))]
  return (
    <PlainTable label={said.title} heads={heads}>
      {points.map((point, index) => (
        <tr key={index}>
          <th scope="row">{point.date}</th>
          {series.map(({ name }) => (
            <td key={name} className="numeric">
              <Money amount={point[name]} />
            </td>
          ))}
        </tr>
      ))}
    </PlainTable>
  )
}
