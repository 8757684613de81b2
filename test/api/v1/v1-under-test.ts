import { createKeyPair } from '../../../src/identity/key-pairs'
import type { Scope } from '../../../src/identity/key-pairs'
import { startApiUnderTest } from '../api-under-test'
import type { ApiUnderTest, Given, Sent } from '../api-under-test'

/** The door of a lender's own systems, entered with a token. */
export interface V1UnderTest {
  api: ApiUnderTest
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Sent>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Sent>
  get(path: string): Promise<Sent>
  /** The header of a token of any business. */
  tokenOf(businessId: string, scopes?: Scope[]): Promise<{ Authorization: string }>
  close(): Promise<void>
}

export async function startV1(given: Given = {}): Promise<V1UnderTest> {
  const api = await startApiUnderTest(given)
  const tokenOf = async (businessId: string, scopes: Scope[] = ['lms:read', 'lms:write']) => {
    const pair = await createKeyPair(api.database, businessId, 'core banking', scopes)
    const { body } = await api.post('/api/generate-token', pair)
    return { Authorization: `Bearer ${body.token as string}` }
  }
  const token = await tokenOf(api.businessId)
  return {
    api,
    tokenOf,
    post: (path, body, headers = {}) => api.post(path, body, { ...token, ...headers }),
    put: (path, body, headers = {}) => api.put(path, body, { ...token, ...headers }),
    get: (path) => api.get(path, token),
    close: () => api.close(),
  }
}

/** What the LMS says no with. */
export function refused(status: number, code: string, globalisation: string, text: string) {
  return {
    status,
    body: { code, message: `lms: status=${status} code="${globalisation}": ${text}` },
  }
}

/** What is wrong with the fields of a write. */
export function invalid(...problems: string[]) {
  return refused(
    400,
    'invalid_argument',
    'validation.msg.validation.errors.exist',
    `Validation errors exist. [${problems.join('; ')}]`,
  )
}

/** What is refused before the LMS is asked. */
export function bare(status: number, code: string, message: string) {
  return { status, body: { code, message } }
}

/** As far as it is compared. */
export function said({ status, body }: Sent) {
  return { status, body }
}
