export type QueryValue = string | number | boolean | undefined

const BASE = '/console/api'

/**
 * The address of a route, with its parameters put in and the query that is given.
 * @param route a method and a path, `GET /ops/loans/{loanId}`
 */
export function addressOf(
  route: string,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, QueryValue>> = {},
): { method: string; address: string } {
  const [method = 'GET', path = ''] = route.split(' ')
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${route} needs ${name}`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const asked = search.toString()
  return { method, address: `${BASE}${filled}${asked === '' ? '' : `?${asked}`}` }
}
