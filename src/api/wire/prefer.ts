const LONGEST_WAIT_SECONDS = 30
const PREFERENCE = /^\s*wait\s*=\s*(?:"(\d+)"|(\d+))\s*(?:;.*)?$/i
const NAME = /^\s*wait\s*(?:[=;]|$)/i

/**
 * How many seconds a caller wants to wait for the outcome, by RFC 7240: at most 30, null where
 * it does not say. Only the first `wait` counts; other preferences and an unreadable one do not.
 */
export function preferredWait(header: string | undefined): number | null {
  const preference = splitList(header ?? '').find((item) => NAME.test(item))
  const [, quoted, token] = PREFERENCE.exec(preference ?? '') ?? []
  const seconds = quoted ?? token
  return seconds === undefined ? null : Math.min(Number(seconds), LONGEST_WAIT_SECONDS)
}

/** True where a caller asks for a wait that is no number of seconds. */
export function hasUnreadableWait(header: string | undefined): boolean {
  const preference = splitList(header ?? '').find((item) => NAME.test(item))
  return preference !== undefined && !PREFERENCE.test(preference)
}

/** Splits at the commas outside of quoted strings. */
function splitList(header: string): string[] {
  return header.match(/(?:"(?:\\.|[^"\\])*"?|[^,"])+/g) ?? []
}
