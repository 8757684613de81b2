import type { Request } from 'express'
import type { z } from 'zod'

import type { Scope } from '../../identity/key-pairs'
import type { Permission } from '../../identity/roles'
import type { RequestBody } from './request-body'
import type { Streamed } from './streamed'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What somebody asked, read and checked. */
export interface Asked<Caller, Params = undefined, Query = undefined, Body = undefined> {
  caller: Caller
  params: Params
  query: Query
  body: Body
  http: Request
}

/** An answer in JSON of this schema, or one of another media type. */
export type Answer = { description: string; headers?: z.ZodObject } & (
  | {
      schema: z.ZodType
      example?: unknown
      examples?: Record<string, unknown>
      /** Media types that it is written in beside JSON, a piece at a time each. */
      forms?: readonly string[]
    }
  | { type: string }
)

export interface Reply<Status extends number = number, Body = unknown> {
  status: Status
  body: Body
  headers?: Readonly<Record<string, string>>
}

export function reply<const Status extends number, Body>(
  status: Status,
  body: Body,
  headers: Readonly<Record<string, string>> = {},
): Reply<Status, Body> {
  return { status, body, headers }
}

/** How the document tells of a route. */
export interface Documentation {
  tag: string
  operationId: string
  summary: string
  description?: string
  /** Headers of the request that mean something. */
  headers?: z.ZodObject
}

/** A refusal that the rest of the row does not tell of, and what it means here. */
export type Refusals = Readonly<Record<number, { meaning?: string }>>

/** One row of a door's table: all there is to know of one method at one address. */
export interface Route<Deps, Caller> {
  method: (typeof METHODS)[number]
  /** Below the door's own address, with `{name}` for each parameter. */
  path: string
  /** Any one of these lets the caller in. */
  scopes?: Scopes | undefined
  /** What a person needs who is signed in; any one of the scopes where it is not said. */
  permission?: Permission | undefined
  params?: Readonly<Record<string, z.ZodType>> | undefined
  /** What is said where the parameters, `{name}` in the text, name nothing of the caller's business: 404. */
  missing?: { code: string; message: string } | undefined
  query?: z.ZodType | undefined
  body?: RequestBody<unknown> | undefined
  /** By status. */
  answers: Readonly<Record<number, Answer>>
  refuses?: Refusals
  /** Of the answer; without it nobody keeps one. */
  cache?: string
  /** Pages and scripts for browsers are no operations of the API. */
  docs: Documentation | 'not an operation'
  /**
   * Judges a request before anything of its body is read, where more than its caller decides.
   * @throws AppError
   */
  before?(deps: Deps, http: Request): void
  /** @returns null where the parameters name nothing of the caller's business */
  handle(deps: Deps, asked: Asked<Caller, unknown, unknown, unknown>): Promise<Reply | null>
}

export type Scopes = readonly [Scope, ...Scope[]]

/** What lets a caller in where its row says so. */
export interface Needs {
  scopes: Scopes
  permission?: Permission | undefined
}

/** What rows say of scopes at doors whose callers have some, and at the others. */
export interface Scoped {
  scopes: Scopes
}
export interface Unscoped {
  scopes?: undefined
}

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

type Named<Path extends string> = [ParamNames<Path>] extends [never]
  ? unknown
  : { params: object; missing: { code: string; message: string } }

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type ReadEach<Params> = { [Name in keyof Params]: Read<Params[Name]> }
type ReadBody<Body> = Body extends RequestBody<infer Value> ? Value : undefined
type Written<Given> = Given extends { schema: infer Schema extends z.ZodType }
  ? z.output<Schema> | (Given extends { forms: readonly string[] } ? Streamed : never)
  : string | Buffer
type ReplyOf<Answers> = {
  [Status in keyof Answers & number]: Reply<Status, Written<Answers[Status]>>
}[keyof Answers & number]

interface Typed<Deps, Caller, Path extends string, Params, Query, Body, Answers> extends Omit<
  Route<Deps, Caller>,
  'scopes' | 'path' | 'params' | 'query' | 'body' | 'answers' | 'handle'
> {
  path: Path
  params?: Params
  query?: Query
  body?: Body
  answers: Answers
  handle(
    deps: Deps,
    asked: Asked<Caller, ReadEach<Params>, Read<Query>, ReadBody<Body>>,
  ): Promise<ReplyOf<Answers> | null>
}

/**
 * The maker of a door's rows. It checks that each says what its door needs, gives the handler what
 * the schemas make of the request, and takes from it only what they say is answered.
 */
export function routesOf<Deps, Caller, Need extends Scoped | Unscoped>() {
  return <
    Path extends string,
    Answers extends Readonly<Record<number, Answer>>,
    Params extends Readonly<Record<ParamNames<Path>, z.ZodType>> = Readonly<
      Record<ParamNames<Path>, z.ZodType>
    >,
    Query extends z.ZodType | undefined = undefined,
    Body extends RequestBody<unknown> | undefined = undefined,
  >(
    row: Typed<Deps, Caller, Path, Params, Query, Body, Answers> & Need & Named<Path>,
  ): Route<Deps, Caller> => row
}
