import { isRecordedElsewhere } from '../../../domain/books/recorded-elsewhere'
import { AppError } from '../../../platform/errors'
import type { CommandRequest } from '../../../stream/stage-request'
import type { V1Deps } from '../v1-route'

/** @throws AppError 422 where the books are kept by an Accounting that cannot record the command */
export function mustBeRecordable(
  { rehearsals }: Pick<V1Deps, 'rehearsals'>,
  { kind }: Pick<CommandRequest, 'kind'>,
): void {
  if (rehearsals !== undefined || isRecordedElsewhere(kind)) return
  throw new AppError(
    'ACCOUNTING_CANNOT_RECORD',
    'The books are kept by another Accounting, which cannot record loans that live here.',
    { status: 422 },
  )
}
