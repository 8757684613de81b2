import type { ErrorRequestHandler, Request } from 'express'
import type { ZodOpenApiResponseObject } from 'zod-openapi'

import type { Needs, Route } from './route'

/** Who may come in, judged before anything of the body is read. */
export interface Guard<Deps, Caller> {
  /** The scheme by the document's name; none where everybody may come. */
  scheme?: 'apiKey' | 'bearer' | 'session'
  /** @throws AppError 401 */
  admit(deps: Deps, http: Request): Promise<Caller>
  /** @throws AppError 403 */
  authorise(caller: Caller, needs: Needs): void
  /** What names the caller's key without giving it away; none where nobody needs one. */
  keyOf?(caller: Caller): string
}

/** How a door writes its errors, and how the document tells of them. */
export interface ErrorDialect {
  handler: ErrorRequestHandler
  /** @param said of the status at this address, where it is not the usual */
  response(address: string, status: number, said?: SaidOfError): ZodOpenApiResponseObject
}

export interface SaidOfError {
  /** What the status means. */
  meaning?: string
  /** Of the example. */
  message?: string
}

/** A part of the API: its routes, who may come in and how it says no. */
export interface Door<Deps, Caller> {
  /** Where all of it is; everything below is the door's, also what it does not know. */
  base?: `/${string}`
  guard: Guard<Deps, Caller>
  errors: ErrorDialect
  /**
   * Parameters of a query that a route does not know are refused: `?dryRun=true` that nobody looks
   * at would move money.
   */
  knowsItsQueries?: true
  routes: readonly Route<Deps, Caller>[]
}

/** A door of whatever needs. */
export type AnyDoor = Door<never, unknown>

/** Everybody may come. */
export const openToAll: Guard<unknown, undefined> = {
  admit: () => Promise.resolve(undefined),
  authorise: () => undefined,
}

/** Where a row is in all of the API. */
export function addressOf({ base }: AnyDoor, { path }: { path: string }): string {
  return `${base ?? ''}${path}`
}
