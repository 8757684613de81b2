import { useState } from 'react'

import { isCivilDate } from '../../../../src/domain/values/calendar'
import { words } from '../../words'

interface DateFieldProps {
  label: string
  value: string
  min?: string | undefined
  max?: string | undefined
  /** With what is a date within its bounds; empty only where that is allowed. */
  onDate: (date: string) => void
  mayBeEmpty?: boolean
}

/**
 * A day as it is written everywhere here, `yyyy-MM-dd`: the browser's own field would write it as
 * its maker's country does, in which the third of April may be the fourth of March.
 */
export function DateField(props: DateFieldProps) {
  const { label, value, min, max, onDate, mayBeEmpty = false } = props
  const [text, setText] = useState(value)
  const [shownFor, setShownFor] = useState(value)
  if (shownFor !== value) {
    setShownFor(value)
    setText(value)
  }
  const fits = (given: string) =>
    given === ''
      ? mayBeEmpty
      : isCivilDate(given) &&
        !(min !== undefined && given < min) &&
        !(max !== undefined && given > max)
  const change = (given: string) => {
    setText(given)
    if (fits(given.trim()) && given.trim() !== value) onDate(given.trim())
  }
  return (
    <label className="date-field">
      {label}
      <input
        inputMode="numeric"
        placeholder={words.states.datePattern}
        size={10}
        maxLength={10}
        aria-invalid={!fits(text.trim())}
        value={text}
        onChange={({ target }) => change(target.value)}
        onBlur={() => !fits(text.trim()) && setText(value)}
      />
    </label>
  )
}
