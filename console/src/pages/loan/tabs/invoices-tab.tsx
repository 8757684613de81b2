import type { Invoice, Story } from '../../../api/answers/loans'
import { Chip } from '../../../parts/chip'
import type { Tone } from '../../../parts/chip'
import { Money } from '../../../parts/money/money'
import { Empty } from '../../../parts/states/empty'
import { PlainTable } from '../../../parts/table/plain-table'
import { words } from '../../../words'

const { invoices: said } = words.loan
const TONES: Record<Invoice['status'], Tone> = { OPEN: 'warn', PAID: 'good', CANCELLED: 'plain' }
const HEADS = [
  { title: said.number },
  { title: said.type },
  { title: said.date },
  { title: said.amount, numeric: true },
  { title: said.open, numeric: true },
  { title: said.status },
  { title: said.paidBy },
]

export function InvoicesTab({ story }: { story: Story }) {
  const { invoices, events } = story
  if (invoices.length === 0) return <Empty title={said.none} />
  const numbers = new Map(events.map(({ eventId, sequence }) => [eventId, sequence]))
  return (
    <PlainTable label={words.loan.tabs.invoices} heads={HEADS}>
      {invoices.map((invoice) => (
        <tr key={invoice.number}>
          <th scope="row">{invoice.number}</th>
          <td>{said.types[invoice.type] ?? invoice.type}</td>
          <td>{invoice.date}</td>
          <td className="numeric">
            <Money amount={invoice.amount} />
          </td>
          <td className="numeric">
            <Money amount={invoice.open} />
          </td>
          <td>
            <Chip tone={TONES[invoice.status]}>{said.statuses[invoice.status]}</Chip>
          </td>
          <td>
            {invoice.allocations.map(({ eventId, date, amount }, index) => (
              <span key={index} className="paid-by">
                {date} <Money amount={amount} />
                {numbers.has(eventId) && ` (no. ${numbers.get(eventId) ?? ''})`}
              </span>
            ))}
          </td>
        </tr>
      ))}
    </PlainTable>
  )
}
