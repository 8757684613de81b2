import type { ProblemKind } from './problem-kind'

const SIGN_IN = 'Sign in at /console/; `./loansaga users link` makes a link for it.'

/** What the console's own requests are refused for. */
export const CONSOLE_PROBLEMS = {
  SIGNED_OUT: { status: 401, meaning: 'There is no session, or it has ended.', remedy: SIGN_IN },
  LINK_NOT_VALID: {
    status: 401,
    meaning: 'A link signs in once, within 15 minutes.',
    remedy: '`./loansaga users link` makes another.',
  },
  CROSS_SITE: {
    status: 403,
    meaning: 'It does not come from the console’s own pages.',
    remedy: 'A program asks with a token, at the same address without /console/api.',
  },
  NEEDS_HTTPS: {
    status: 403,
    meaning: 'Over plain HTTP one signs in on this machine only, at 127.0.0.1 or localhost.',
    remedy: 'Put a proxy with a certificate before it, and set TRUST_PROXY_HOPS.',
  },
  NOT_PERMITTED: {
    status: 403,
    meaning: 'None of your roles in this business may do it; `requiredPermission` names what may.',
    remedy: 'An admin gives roles: `./loansaga users role`.',
  },
  NOT_A_MEMBER: { status: 403, meaning: 'You have no role in this business.' },
  NEEDS_FRESH_SIGN_IN: {
    status: 403,
    meaning: 'The present password is wrong, and you signed in more than 15 minutes ago.',
    remedy: 'Sign in again, or send the present password as `current`.',
  },
} as const satisfies Record<string, ProblemKind>
