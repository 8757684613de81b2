import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'

import { AppError } from '../../platform/errors'
import { hasBody } from './body-bytes'
import type { Door } from './door'
import { readJson } from './read-json'
import type { RequestBody } from './request-body'
import { respond } from './respond'
import type { Route } from './route'
import { valid } from './valid'

/**
 * The routes of a door as its table has them, to be used where its base says.
 * @param limit of what each caller may ask, judged as soon as it is known who that is
 */
export function mount<Deps, Caller>(
  door: Door<Deps, Caller>,
  deps: Deps,
  limit?: RequestHandler,
): Router {
  const { base, guard, errors, routes } = door
  const outer = Router({ caseSensitive: true, strict: true })
  const inner = Router({ caseSensitive: true, strict: true })
  if (guard.scheme !== undefined) {
    inner.use(async (req, res, next) => {
      const caller = await guard.admit(deps, req)
      res.locals[CALLER] = caller
      res.locals[COUNTED_AS] = guard.keyOf?.(caller)
      next()
    })
    if (limit !== undefined) inner.use(limit)
  }
  for (const [path, ofPath] of byPath(routes)) {
    const address = inner.route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
    for (const route of ofPath) {
      const method = route.method.toLowerCase() as Lowercase<typeof route.method>
      address[method](answering(door, route, deps))
    }
    address.all(methodNotAllowed(ofPath.map(({ method }) => method)))
  }
  if (base !== undefined) inner.use(notFound)
  inner.use(errors.handler)
  return outer.use(base ?? '/', inner)
}

function byPath<Deps, Caller>(routes: readonly Route<Deps, Caller>[]) {
  const paths = new Map<string, Route<Deps, Caller>[]>()
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route])
  return paths
}

export const notFound: RequestHandler = () => {
  throw new AppError('NOT_FOUND', 'There is nothing at this address.', { status: 404 })
}

/** Answers every method that a path has no row for. */
function methodNotAllowed(methods: string[]): RequestHandler {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return (req) => {
    throw new AppError(
      'METHOD_NOT_ALLOWED',
      `${req.method} is not supported here, ${allowed.join(' and ')} is.`,
      { status: 405, headers: { Allow: allowed.join(', ') } },
    )
  }
}

const NO_QUERY = z.strictObject({})

/** The caller is judged first, then where it goes, then what it brings. */
function answering<Deps, Caller>(
  { guard, knowsItsQueries }: Door<Deps, Caller>,
  route: Route<Deps, Caller>,
  deps: Deps,
): RequestHandler {
  const schema = route.params === undefined ? undefined : z.object(route.params)
  const querySchema = route.query ?? (knowsItsQueries === true ? NO_QUERY : undefined)
  return async (req, res) => {
    const caller = callerOf<Caller>(res)
    const { scopes, permission } = route
    if (scopes !== undefined) guard.authorise(caller, { scopes, permission })
    const params = schema?.safeParse(req.params)
    if (params?.success === false) throw nothingThere(route, req.params)
    route.before?.(deps, req)
    const query = querySchema === undefined ? undefined : valid(querySchema, req.query)
    const body =
      route.body === undefined ? undefined : route.body.read(await bodyOf(req, res, route.body))
    const asked = { caller, params: params?.data, query, body, http: req }
    const reply = await route.handle(deps, asked)
    if (reply === null) throw nothingThere(route, req.params)
    await respond(res, route, reply)
  }
}

function bodyOf(req: Request, res: Response, { maxBytes, mayBeMissing }: RequestBody<unknown>) {
  return mayBeMissing === true && !hasBody(req) ? Promise.resolve({}) : readJson(req, res, maxBytes)
}

const CALLER = 'caller'
const COUNTED_AS = 'countedAs'

/** The key that whoever the guard let in asks with. */
export function countedAs({ locals }: Response): string {
  return String(locals[COUNTED_AS])
}

/** Whoever the guard let in. */
function callerOf<Caller>({ locals }: Response): Caller {
  return locals[CALLER] as Caller
}

function nothingThere(
  { missing }: Pick<Route<never, never>, 'missing'>,
  asked: Request['params'],
): AppError {
  const { code, message } = missing ?? { code: 'NOT_FOUND', message: 'There is no such thing.' }
  const filled = message.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(asked[name]))
  return new AppError(code, filled, { status: 404 })
}
