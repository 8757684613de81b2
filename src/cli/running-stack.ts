import { readCredentials } from './credentials'
import type { Credentials } from './credentials'

/** Where a stack answers, and the keys to it. */
export interface StackAddress {
  url: string
  credentials: Credentials
}

const NO_EVENT = '00000000-0000-0000-0000-000000000000'

/** The stack that runs already on a data directory at a port; it is the one that knows its key. */
export async function findRunningStack(
  dataDirectory: string,
  port: number,
): Promise<StackAddress | undefined> {
  const credentials = readCredentials(dataDirectory)
  if (credentials === undefined || port === 0) return undefined
  const url = `http://127.0.0.1:${port}`
  try {
    const { status } = await fetch(`${url}/lms-integration/events/${NO_EVENT}`, {
      headers: { 'X-LMS-API-Key': credentials.apiKey },
      signal: AbortSignal.timeout(5_000),
    })
    return status === 404 ? { url, credentials } : undefined
  } catch {
    return undefined
  }
}
