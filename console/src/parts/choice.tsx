interface ChoiceProps<Value extends string> {
  label: string
  value: Value | ''
  options: readonly (readonly [value: Value, title: string])[]
  /** What the empty choice says. */
  any: string
  onChange: (value: Value | '') => void
}

/** One of a few, or none of them. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, any, onChange } = props
  return (
    <label className="choice-field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as Value | '')}>
        <option value="">{any}</option>
        {options.map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}
