import { recordsNoLoanEvent } from '../../../domain/books/recorded-elsewhere'
import { AppError } from '../../../platform/errors'
import type { CommandRequest } from '../../../stream/stage-request'
import type { V1Deps } from '../v1-route'

/** @throws AppError 422 where the books are kept by an Accounting that cannot record the command */
export function mustBeRecordable(
  { rehearsals, takesLoanEvents = false }: Pick<V1Deps, 'rehearsals' | 'takesLoanEvents'>,
  { kind }: Pick<CommandRequest, 'kind'>,
): void {
  if (rehearsals !== undefined || takesLoanEvents) return
  throw new AppError('ACCOUNTING_CANNOT_RECORD', recordsNoLoanEvent(kind), { status: 422 })
}
