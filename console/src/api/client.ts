import { stringify } from 'lossless-json'

import { addressOf } from './address'
import type { QueryValue } from './address'
import type { Answers } from './answers'
import { Problem, Unreachable } from './problem'
import type { ProblemBody } from './problem'
import { readJson } from './read-json'

export type RouteName = keyof Answers

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

export interface Asked<Route extends string> {
  params?: Readonly<Record<ParamNames<Route>, string>>
  query?: Readonly<Record<string, QueryValue>>
  body?: unknown
  /** Makes a decision safe to send twice. */
  key?: string
  /** Seconds that the server may take to see what comes of it. */
  wait?: number
  signal?: AbortSignal
}

/**
 * Asks the server as whoever is signed in.
 * @throws Problem where it refuses, Unreachable where nothing answers
 */
export async function call<Route extends RouteName>(
  route: Route,
  { params, query, body, key, wait, signal }: Asked<Route> = {},
): Promise<Answers[Route]> {
  const { method, address } = addressOf(route, params, query)
  const headers: Record<string, string> = { 'X-Loansaga-Console': '1', Accept: 'application/json' }
  if (method !== 'GET') headers['Content-Type'] = 'application/json'
  if (key !== undefined) headers['Idempotency-Key'] = key
  if (wait !== undefined) headers['Prefer'] = `wait=${wait}`
  const response = await reach(address, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: stringify(body ?? {}) ?? '{}' }),
    ...(signal === undefined ? {} : { signal }),
  })
  const text = await response.text()
  if (!response.ok) throw new Problem(response.status, problemIn(text))
  return (text === '' ? undefined : readJson(text)) as Answers[Route]
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin', cache: 'no-store' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable('The server cannot be reached.')
  }
}

function problemIn(text: string): ProblemBody {
  try {
    const body = readJson(text)
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}
