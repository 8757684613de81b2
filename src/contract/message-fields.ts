/** The fields of what somebody sent: none where it is no object. A message may be anything. */
export function fieldsOf(message: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof message === 'object' && message !== null && !Array.isArray(message)
  return isObject ? (message as Readonly<Record<string, unknown>>) : {}
}

/** A whole number from 1 on that no step of arithmetic makes inexact. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1
}
