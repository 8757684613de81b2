/** What is wrong with one field of a request, named as the caller wrote it. */
export interface FieldError {
  field: string
  message: string
}

export interface AppErrorOptions {
  /** HTTP status for the doors that answer with one; 500 unless given. */
  status?: number
  fields?: FieldError[]
  /** Further members of the answer where the door's errors have any, such as `currentState`. */
  details?: Record<string, unknown>
  /** Headers of the answer, such as Retry-After. */
  headers?: Readonly<Record<string, string>>
  cause?: unknown
}

/**
 * The one error that is meant for whoever called: `code` is stable and documented, `message` is
 * safe to show. Anything else that is thrown is a fault and is shown as an internal error.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: string
  readonly status: number
  readonly fields: FieldError[]
  readonly details: Record<string, unknown>
  readonly headers: Readonly<Record<string, string>>

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = options.status ?? 500
    this.fields = options.fields ?? []
    this.details = options.details ?? {}
    this.headers = options.headers ?? {}
  }
}

/** What there is no room for now. `message` says what the caller may rely on until it tries again. */
export function busy(message: string, cause?: unknown): AppError {
  return new AppError('BUSY', message, {
    status: 503,
    headers: { 'Retry-After': '1' },
    cause,
  })
}

/** The text of anything that can be thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(errorMessage).join('; ')
  }
  return error instanceof Error ? error.message : String(error)
}
