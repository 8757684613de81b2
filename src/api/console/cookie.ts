import type { Request } from 'express'

const NAME = 'loansaga'

/** A name that no other host, and no page that was read in the clear, can set. */
function nameFor({ secure }: Request): string {
  return secure ? `__Host-${NAME}` : NAME
}

/** What the session's cookie holds; undefined where there is none, or more than one. */
export function sessionCookie(http: Request): string | undefined {
  const prefix = `${nameFor(http)}=`
  const found = (http.get('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
  return found.length === 1 ? found[0]?.slice(prefix.length) : undefined
}

/** The header that makes the browser keep it until it is closed, or forget it. */
export function keepCookie(http: Request, secret: string): Record<string, string> {
  return { 'Set-Cookie': `${nameFor(http)}=${secret}; ${attributes(http)}` }
}

export function forgetCookie(http: Request): Record<string, string> {
  return { 'Set-Cookie': `${nameFor(http)}=; Max-Age=0; ${attributes(http)}` }
}

function attributes({ secure }: Request): string {
  return `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
}
