export interface Business {
  id: string
  name: string
  currency: string
  exponent: number
  timeZone: string
  /** The business's own day, as the server says. */
  today: string
  closedThrough: string | null
}

export interface Session {
  user: { id: string; name: string; email: string }
  role: string
  permissions: readonly string[]
  business: Business
  businesses: readonly { id: string; name: string }[]
  temporalUiUrl: string | null
  environment: string
  version: string
  expiresAt: string
}
