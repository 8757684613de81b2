import { amountText, grouped } from '../../../domain/values/amount-text'
import type { Column, ColumnKind, Row } from '../../report'

/** A cell as it is printed: amounts in major units, parts in per cent. */
export function cellText(
  row: Row,
  { name, kind, isSide = false }: Pick<Column, 'name' | 'kind' | 'isSide'>,
  currency: string,
): string {
  const value = row[name]
  if (value === undefined || (isSide && value === 0n)) return ''
  switch (kind) {
    case 'money':
      return amountText(BigInt(value), currency)
    case 'count':
      return grouped(String(value))
    case 'ratio':
      return `${(Number(value) * 100).toFixed(2)} %`
    case 'text':
    case 'date':
      return String(value)
  }
}

const TO_THE_RIGHT: readonly ColumnKind[] = ['money', 'count', 'ratio']

export function isToTheRight(kind: ColumnKind): boolean {
  return TO_THE_RIGHT.includes(kind)
}
