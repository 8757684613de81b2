import { AppError } from '../../platform/errors'

export type FaultCode =
  /** 401 or 403: an operator must mend the key. */
  | 'ACCOUNTING_UNAUTHORIZED'
  /** Not reached, in time or at all, or it has a fault of its own. */
  | 'ACCOUNTING_UNAVAILABLE'
  /** Something answered that was not the Accounting. */
  | 'ACCOUNTING_UNREADABLE'
  /** It has accepted the event and has no outcome yet. */
  | 'ACCOUNTING_PENDING'
  /** It has parked the event: its operator must act. */
  | 'ACCOUNTING_PARKED'
  /** This worker ends; another one goes on. */
  | 'ACCOUNTING_INTERRUPTED'

/** Accounting could not be asked, or has not decided: nothing is known, try again. */
export class AccountingFault extends AppError {
  readonly faultCode: FaultCode
  /** When it is worth trying again; null where the caller's own backoff will do. */
  readonly retryAfterMs: number | null

  constructor(faultCode: FaultCode, message: string, retryAfterMs: number | null = null) {
    super(faultCode, message)
    this.faultCode = faultCode
    this.retryAfterMs = retryAfterMs
  }
}
