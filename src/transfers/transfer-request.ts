import type { StagedContext } from '../domain/events/staged-context'
import type { TransferAction, TransferSide } from '../domain/transfer/next-step'
import { datedCommand } from '../stream/command-request'
import type { Commanded } from '../stream/command-request'
import { reversalCommand } from '../stream/reversal-request'
import type { CommandRequest } from '../stream/stage-request'
import type { LoggedTransfer } from './transfer-log'

const SENDER = { sentBy: 'credit transfer', idempotencyKey: null }

/** What is staged for a step of a transfer, on the loan of its side. */
export function transferRequest(
  transfer: LoggedTransfer,
  side: TransferSide,
  action: TransferAction,
  context: StagedContext,
): CommandRequest {
  const commanded = { loan: transfer.loans[side], context, sender: SENDER }
  if (action === 'TAKE_BACK') return takenBack(transfer, side, commanded)
  const { transferId, loans, amount, date } = transfer
  return side === 'OUT'
    ? datedCommand(
        'CREDIT_OUT',
        commanded,
        { date, amount, transferId, toLoanId: loans.IN.loanId },
        {},
      )
    : datedCommand(
        'REPAY',
        commanded,
        { date, amount, transfer: { id: transferId, fromLoanId: loans.OUT.loanId } },
        {},
      )
}

/** From the day from which the other side is undone; as if it had never been where that never stood. */
function takenBack(
  { date, steps }: LoggedTransfer,
  side: TransferSide,
  { loan, context, sender }: Commanded,
): CommandRequest {
  const eventId = lastSent(steps, side)?.eventId ?? ''
  const other = lastSent(steps, side === 'OUT' ? 'IN' : 'OUT')
  const reason =
    other?.status === 'REVERSED'
      ? 'The other side of the transfer was undone.'
      : `The other side of the transfer was refused: ${other?.refusal?.code ?? ''}.`
  const asked = { eventId, reason, reversalDate: other?.reversedOn ?? date, cascade: false }
  return reversalCommand(loan, asked, context, sender)
}

function lastSent(steps: LoggedTransfer['steps'], side: TransferSide) {
  return steps.findLast((step) => step.side === side && step.action === 'SEND')
}
