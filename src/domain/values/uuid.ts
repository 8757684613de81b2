const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A UUID as it is kept and compared, in lower case; null for text that is none. */
export function readUuid(text: string): string | null {
  return UUID.test(text) ? text.toLowerCase() : null
}
