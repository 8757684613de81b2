import { date } from '../../wire/fields'
import { stagedContext } from '../../wire/received'
import { partyFields } from './party-fields'
import { pushedKind } from './pushed-request'
import type { PushedEvent } from './pushed-request'
import { futureDate } from './receipt'

function writeOffShape() {
  return {
    ...partyFields('The loan that is given up; its disbursement comes first.'),
    writeOffDate: date('The day the loan was written off.', '2026-03-12'),
  }
}

export const writeOff = pushedKind({
  kind: 'WRITE_OFF',
  docs: {
    schemaId: 'WriteOff',
    operationId: 'pushWriteOff',
    summary: 'Write-off of a loan',
    description:
      'Sent when a loan is given up. Writes off its open principal and its open interest; credit of the loan is set off against the principal first. Nothing can be pushed to it afterwards but the reversal of the write-off.',
  },
  shape: writeOffShape,
  future: ({ writeOffDate }, today) => futureDate('writeOffDate', writeOffDate, today),
  build(values, received): PushedEvent {
    return {
      kind: 'WRITE_OFF',
      loanId: values.loanId,
      customerName: values.customerName,
      effectiveDate: values.writeOffDate,
      payload: {
        ...stagedContext(received),
        customerId: values.customerId,
        date: values.writeOffDate,
      },
    }
  },
})
