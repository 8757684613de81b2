import { useBusiness } from '../../app/session/session-context'
import { words } from '../../words'
import { DateField } from '../dates/date-field'
import type { DecidedOn } from './decided-on'

const { reversing: said } = words.decide
/** Others may stand on these. */
export const DISBURSEMENTS: readonly string[] = ['DISBURSEMENT', 'DISBURSE']

interface Terms {
  reversalDate: string
  cascade: boolean
}

interface ReversalTermsProps {
  event: DecidedOn
  terms: Terms
  onChange: (terms: Terms) => void
}

export function ReversalTerms({ event, terms, onChange }: ReversalTermsProps) {
  const { today } = useBusiness()
  return (
    <div className="terms">
      <DateField
        label={said.date}
        min={event.effectiveDate}
        max={today}
        value={terms.reversalDate}
        onDate={(reversalDate) => onChange({ ...terms, reversalDate })}
      />
      {DISBURSEMENTS.includes(event.type) && (
        <label className="check">
          <input
            type="checkbox"
            checked={terms.cascade}
            onChange={({ target }) => onChange({ ...terms, cascade: target.checked })}
          />
          {said.cascade}
        </label>
      )}
    </div>
  )
}
