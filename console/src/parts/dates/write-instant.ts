const formatters = new Map<string, Intl.DateTimeFormat>()

/** An instant as the clocks of a time zone show it: `2026-02-15 04:30:00`. */
export function writeInstant(at: string, timeZone: string): string {
  return formatterFor(timeZone).format(new Date(at))
}

/** Swedish writes dates as ISO 8601 does. Making a formatter costs far more than using it. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
