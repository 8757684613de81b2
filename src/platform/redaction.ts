/** What must never be read in a log line, whatever object it is a member of. */
const SENSITIVE = new Set([
  'apikey',
  'authorization',
  'cookie',
  'customername',
  'databaseurl',
  'key',
  'name',
  'names',
  'password',
  'payload',
  'secret',
  'secrethash',
  'token',
  'xlmsapikey',
])

const CENSORED = '[redacted]'
const MAX_DEPTH = 6

/** A copy without the sensitive members; what is not a plain object or array stays as it is. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map((item) => redacted(item, depth + 1))
  if (!isPlainObject(value) || depth > MAX_DEPTH) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSensitive(key) ? CENSORED : redacted(member, depth + 1),
    ]),
  )
}

function isSensitive(key: string): boolean {
  return SENSITIVE.has(key.toLowerCase().replaceAll(/[-_]/g, ''))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
