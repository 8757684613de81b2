import type { Clock } from '../platform/clock'
import type { IdentityConfig } from '../platform/config'
import type { Database } from '../platform/database'
import { AttemptLimit } from './attempt-limit'
import type { Allowance } from './attempt-limit'
import { CredentialCheck } from './credential-check'
import { KeyPairDirectory } from './key-pair-directory'
import { KeyRing } from './key-ring'
import { keySealing } from './key-sealing'
import { Passwords } from './passwords'
import { SecretGate } from './secret-gate'
import { Sessions } from './sessions'
import { Tokens } from './tokens'

/** Everything about who asks: whom tokens are issued to, what signs them, whose they are, who is signed in. */
export interface Identity {
  environment: IdentityConfig['environment']
  keys: Pick<KeyRing, 'published'>
  credentials: CredentialCheck
  tokens: Tokens
  sessions: Sessions
  passwords: Passwords
  limits: { perAddress: AttemptLimit; perKeyAndAddress: AttemptLimit }
}

export interface IdentityLimits {
  perAddress: Allowance
  perKeyAndAddress: Allowance
}

/** A token is good for an hour: whoever needs more than these makes one per request. */
const LIMITS: IdentityLimits = {
  perAddress: { burst: 60, intervalMs: 500 },
  // By address too: by the key id alone anybody could lock its owner out.
  perKeyAndAddress: { burst: 20, intervalMs: 3_000 },
}

export function createIdentity(
  database: Database,
  clock: Clock,
  { environment, signingKeySecret }: IdentityConfig,
  limits: IdentityLimits = LIMITS,
): Identity {
  const keys = new KeyRing(database, clock, keySealing(signingKeySecret))
  const pairs = new KeyPairDirectory(database, clock)
  const gate = new SecretGate()
  return {
    environment,
    keys,
    credentials: new CredentialCheck(pairs, gate),
    tokens: new Tokens({ keys, pairs, clock, environment }),
    sessions: new Sessions(database, clock),
    passwords: new Passwords(database, clock, gate),
    limits: {
      perAddress: new AttemptLimit(clock, limits.perAddress),
      perKeyAndAddress: new AttemptLimit(clock, limits.perKeyAndAddress),
    },
  }
}
