import { setTimeout as sleep } from 'node:timers/promises'

import { parse } from 'lossless-json'

import { patience } from '../support/patience'

const PATIENCE_MS = 180_000
const PAUSE_MS = 200
const TIMEOUT_MS = 20_000
/** The connection was refused: nothing was sent. */
const NOT_SENT = 'ECONNREFUSED'

export interface Sent {
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface Reply {
  status: number
  text: string
  /** Tries before this one of which nobody knows whether they were taken. */
  lost: number
}

/** Sends again until an answer is heard that says something of the request. */
export async function askUntilAnswered(
  url: string,
  init: Sent,
  isAnswer: (status: number) => boolean,
): Promise<Reply> {
  const deadline = Date.now() + patience(PATIENCE_MS)
  for (let lost = 0; ;) {
    const tried = await attempt(url, init, isAnswer)
    if ('text' in tried) return { ...tried, lost }
    if (tried.mayBeTaken) lost += 1
    if (Date.now() > deadline) throw new Error(`${url}: no answer any more: ${tried.why}`)
    await sleep(PAUSE_MS)
  }
}

async function attempt(
  url: string,
  init: Sent,
  isAnswer: (status: number) => boolean,
): Promise<{ status: number; text: string } | { mayBeTaken: boolean; why: string }> {
  try {
    const response = await fetch(url, {
      ...init,
      signal: AbortSignal.timeout(patience(TIMEOUT_MS)),
    })
    const [status, text] = [response.status, await response.text()]
    if (status >= 500) return { mayBeTaken: true, why: `${status} ${text}` }
    if (isAnswer(status)) return { status, text }
    throw new Unexpected(`${url} answered ${status}: ${text}`)
  } catch (error) {
    if (error instanceof Unexpected) throw error
    const cause = (error as { cause?: { code?: string } }).cause?.code
    return { mayBeTaken: cause !== NOT_SENT, why: String(error) }
  }
}

class Unexpected extends Error {}

/** Numbers stay the text they are. */
export function readJson(text: string): unknown {
  return parse(text, undefined, (number) => number)
}
