import type { Page } from '../../platform/page'

/** Where the other pages of a list are, by RFC 8288; filters stay as they are. */
export function linksOf(originalUrl: string, { total, page, rowsPerPage }: Page<unknown>): string {
  const [path = '', query = ''] = originalUrl.split('?', 2)
  const last = Math.max(1, Math.ceil(total / rowsPerPage))
  const link = (relation: string, no: number) => {
    const asked = new URLSearchParams(query)
    asked.set('page', String(no))
    asked.set('rows', String(rowsPerPage))
    return `<${path}?${asked.toString()}>; rel="${relation}"`
  }
  return [
    link('first', 1),
    ...(page > 1 ? [link('prev', Math.min(page - 1, last))] : []),
    ...(page < last ? [link('next', page + 1)] : []),
    link('last', last),
  ].join(', ')
}
