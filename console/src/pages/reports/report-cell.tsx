import { Link } from '@tanstack/react-router'

import { roughly } from '../../parts/money/amount'
import type { Amount } from '../../parts/money/amount'
import { MinorMoney } from '../../parts/money/minor-money'

const counts = new Intl.NumberFormat('en')
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 })

/** A figure of a report, by what its name says that it is. */
export function ReportCell({ name, value }: { name: string; value: unknown }) {
  if (value === undefined || value === null) return null
  if (name.endsWith('Minor')) return <MinorMoney minor={value as Amount} />
  if (name === 'par30') return share.format(roughly(value as Amount))
  if (typeof value === 'number') return counts.format(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (name === 'loanId') {
    return (
      <Link to="/loans/$loanId" params={{ loanId: text }}>
        {text}
      </Link>
    )
  }
  if (name === 'customerId') {
    return (
      <Link to="/customers/$customerId" params={{ customerId: text }}>
        {text}
      </Link>
    )
  }
  return text
}

const TEXTS = ['key', 'asOf', 'date', 'bucket', 'productCode', 'loanId', 'customerId', 'currency']

export function isText(name: string): boolean {
  return TEXTS.includes(name)
}
