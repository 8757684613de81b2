import { randomUUID } from 'node:crypto'

import { errors, jwtVerify, SignJWT } from 'jose'
import type { JWTPayload } from 'jose'

import type { Caller } from './caller'
import { SCOPES } from './key-pairs'
import type { Scope } from './key-pairs'
import type { Clock } from '../platform/clock'
import type { IdentityConfig } from '../platform/config'
import { AppError } from '../platform/errors'
import type { KeyPairDirectory, KnownKeyPair } from './key-pair-directory'
import type { KeyRing } from './key-ring'
import { ALGORITHM, CLOCK_TOLERANCE_SECONDS, TOKEN_SECONDS } from './signing-key-store'

export interface IssuedToken {
  token: string
  expiresAt: Date
}

/** Who stands behind a request with a valid token. */
export interface TokenHolder extends Caller {
  keyId: string
  scopes: Scope[]
}

export interface TokenDependencies {
  keys: Pick<KeyRing, 'signing' | 'verifying'>
  pairs: KeyPairDirectory
  clock: Clock
  environment: IdentityConfig['environment']
}

const AUDIENCE = 'loansaga'
/** No token of ours is longer; what is, need not be looked into. */
const LONGEST_TOKEN = 4_096

/** Issues tokens to key pairs, and tells whose a token is. */
export class Tokens {
  readonly #given: TokenDependencies

  constructor(given: TokenDependencies) {
    this.#given = given
  }

  /** Good for one hour. */
  async issue({ keyId, business, scopes }: KnownKeyPair): Promise<IssuedToken> {
    const { keys, clock, environment } = this.#given
    const { kid, key } = await keys.signing()
    const now = Math.floor(clock.now().getTime() / 1000)
    const expires = now + TOKEN_SECONDS
    const token = await new SignJWT({
      businessId: business.id,
      environment,
      scope: scopes.join(' '),
    })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      .setSubject(keyId)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(expires)
      .sign(key)
    return { token, expiresAt: new Date(expires * 1000) }
  }

  /**
   * A revoked pair's tokens die with it, as soon as this process notices: 5 seconds at most.
   * @throws AppError TOKEN_EXPIRED or TOKEN_INVALID (401); what is wrong with a forged one is not told
   */
  async verify(token: string): Promise<TokenHolder> {
    if (token.length > LONGEST_TOKEN) throw invalid()
    const { sub = '', businessId, scope } = await this.#claims(token)
    const { pairs } = this.#given
    const pair = await pairs.recall(sub)
    if (pair === undefined || pair.business.id !== businessId || !pairs.inForce(pair)) {
      throw invalid()
    }
    const granted = typeof scope === 'string' ? scope.split(' ') : []
    const scopes = SCOPES.filter((one) => granted.includes(one) && pair.scopes.includes(one))
    const { business, keyId, name } = pair
    return { business, keyId, sender: keyId, actor: `key pair ${name} (${keyId})`, scopes }
  }

  async #claims(token: string): Promise<JWTPayload> {
    const { keys, clock, environment } = this.#given
    try {
      const { payload } = await jwtVerify(
        token,
        async ({ kid }) => {
          const key = kid === undefined ? undefined : await keys.verifying(kid)
          if (key === undefined) throw invalid()
          return key
        },
        {
          algorithms: [ALGORITHM],
          typ: 'JWT',
          issuer: this.#issuer,
          audience: AUDIENCE,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          currentDate: clock.now(),
          requiredClaims: ['exp', 'nbf', 'sub', 'businessId', 'scope'],
        },
      )
      if (payload['environment'] !== environment) throw invalid()
      return payload
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new AppError('TOKEN_EXPIRED', 'The token has expired: get a new one.', {
          status: 401,
          cause: error,
        })
      }
      if (error instanceof errors.JOSEError) throw invalid(error)
      throw error
    }
  }

  get #issuer(): string {
    return `loansaga/${this.#given.environment}`
  }
}

function invalid(cause?: unknown): AppError {
  return new AppError('TOKEN_INVALID', 'The token is not valid.', { status: 401, cause })
}
