import { words } from '../../words'

interface ReasonFieldProps {
  reason: string
  onChange: (reason: string) => void
}

export function ReasonField({ reason, onChange }: ReasonFieldProps) {
  return (
    <label className="reason">
      {words.decide.reason}
      <textarea
        required
        rows={2}
        maxLength={255}
        value={reason}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="hint">{words.decide.reasonHint}</span>
    </label>
  )
}
