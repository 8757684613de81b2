/** An answer that is no success, in the server's own words (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  /** Stands in the server's log too. */
  readonly requestId: string | undefined
  readonly fields: readonly { field: string; message: string }[]

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`)
    this.status = status
    this.code = body.code ?? `HTTP_${status}`
    this.requestId = body.requestId
    this.fields = body.fields ?? []
  }
}

export interface ProblemBody {
  title?: string
  detail?: string
  code?: string
  requestId?: string
  fields?: { field: string; message: string }[]
}

/** The request got no answer at all: there is no network, or no server. */
export class Unreachable extends Error {}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401
}
