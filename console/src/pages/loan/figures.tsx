import type { Story } from '../../api/answers/loans'
import { isZero } from '../../parts/money/amount'
import { Money } from '../../parts/money/money'
import { words } from '../../words'

const ALWAYS = ['principalOutstanding', 'interestOutstanding', 'creditBalance'] as const
const WHERE_ANY = ['feesOutstanding', 'penaltiesOutstanding'] as const

export function Figures({ story }: { story: Story }) {
  const [principal, interest, credit] = ALWAYS
  const shown = [principal, interest, ...WHERE_ANY.filter((name) => !isZero(story[name])), credit]
  return (
    <dl className="figures">
      {shown.map((name) => (
        <div key={name}>
          <dt>{words.loan.figures[name]}</dt>
          <dd>
            <Money amount={story[name]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
