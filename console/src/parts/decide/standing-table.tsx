import type { Standing } from '../../api/answers/decisions'
import { words } from '../../words'
import { isZero } from '../money/amount'
import { Money } from '../money/money'

const { reversing: said } = words.decide

const FIGURES = [
  'principalOutstanding',
  'interestOutstanding',
  'feesOutstanding',
  'penaltiesOutstanding',
  'creditBalance',
] as const

/** A loan now and after; what changes is marked by a word too. */
export function StandingTable({ before, after }: { before: Standing; after: Standing }) {
  const shown = FIGURES.filter(
    (name, index) => index < 2 || !isZero(before[name]) || !isZero(after[name]),
  )
  return (
    <table className="standing">
      <thead>
        <tr>
          <td />
          <th scope="col">{said.now}</th>
          <th scope="col">{said.after}</th>
        </tr>
      </thead>
      <tbody>
        <tr className={before.status === after.status ? undefined : 'changed'}>
          <th scope="row">{said.status}</th>
          <td>{before.status}</td>
          <td>{after.status}</td>
        </tr>
        {shown.map((name) => (
          <tr
            key={name}
            className={String(before[name]) === String(after[name]) ? undefined : 'changed'}
          >
            <th scope="row">{words.loan.figures[name]}</th>
            <td>
              <Money amount={before[name]} />
            </td>
            <td>
              <Money amount={after[name]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
