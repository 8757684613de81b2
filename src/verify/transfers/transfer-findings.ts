import { nextStep } from '../../domain/transfer/next-step'
import { compareFacts, compareValues, type Difference, type Finding } from '../difference'
import type { RecordedTransfer, RecordedTransferStep } from './load-transfers'

/** Both sides of a transfer stand or neither, or somebody looks after it; and no credit is between them. */
export function transferFindings(transfer: RecordedTransfer): Finding[] {
  const { businessId, loanId } = transfer
  const subject = `transfer ${transfer.id}`
  return [
    ...ending(subject, transfer),
    ...clearing(subject, transfer),
    ...steps(subject, transfer),
    ...compareValues(`${subject}, of one business`, 'true', String(transfer.isOfBusiness)),
  ].map((difference) => ({ businessId, loanId, check: 'transfer', ...difference }))
}

function ending(subject: string, { isOpen, steps: made }: RecordedTransfer): Difference[] {
  const next = nextStep(made)
  if (isOpen || next.do === 'DONE') return []
  return [{ subject, expected: 'both sides or neither', found: next.do }]
}

/** What has left one loan and not reached the other: nothing where both sides stand. */
function clearing(subject: string, { steps: made, clearing: found }: RecordedTransfer) {
  const expected = made
    .filter(({ action, status }) => action === 'SEND' && status === 'POSTED')
    .reduce((sum, { side, amount }) => sum + (side === 'OUT' ? -1n : 1n) * BigInt(amount ?? 0), 0n)
  return compareValues(`${subject}, on account 1002, in minor units`, expected.toString(), found)
}

function steps(subject: string, transfer: RecordedTransfer): Difference[] {
  const { steps: made } = transfer
  const first = made[0]
  return [
    ...compareValues(
      `${subject}, first step`,
      '1 SEND OUT',
      first === undefined ? 'none' : `${first.no} ${first.action} ${first.side}`,
    ),
    ...made.flatMap((step, place) => {
      const name = `${subject}, step ${step.no}`
      const sent = made
        .slice(0, place)
        .findLast(({ side, action }) => side === step.side && action === 'SEND')
      return compareFacts(name, expectedOf(transfer, step, place, sent), foundOf(step))
    }),
  ]
}

function expectedOf(
  { id, loanId, toLoanId, steps: made }: RecordedTransfer,
  { side, action }: RecordedTransferStep,
  place: number,
  sent: RecordedTransferStep | undefined,
) {
  const isSent = action === 'SEND'
  return {
    number: String(place + 1),
    kind: !isSent ? 'REVERSAL' : side === 'OUT' ? 'CREDIT_OUT' : 'REPAY',
    transfer: isSent ? id : '',
    'other loan': isSent ? ((side === 'OUT' ? toLoanId : loanId) ?? 'a loan') : '',
    amount: isSent ? (made[0]?.amount ?? '') : '',
    undoes: isSent ? '' : (sent?.eventId ?? 'nothing'),
    'of its side': 'true',
  }
}

function foundOf(step: RecordedTransferStep) {
  return {
    number: String(step.no),
    kind: step.kind,
    transfer: step.transferId ?? '',
    'other loan': step.otherLoanId ?? '',
    amount: step.amount ?? '',
    undoes: step.undoes ?? '',
    'of its side': String(step.isOfSide),
  }
}
