import { readFileSync } from 'node:fs'
import { z } from 'zod'

import { flag, hostAndPort, readableFile } from './config-fields'
import type { FieldError } from './errors'

export const temporalFields = z.object({
  TEMPORAL_ADDRESS: hostAndPort.default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('loansaga'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: flag,
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: readableFile.optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: readableFile.optional(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: readableFile.optional(),
})

export interface TemporalConfig {
  address: string
  namespace: string
  taskQueue: string
  apiKey?: string
  /** In the form that the SDK's connections take; absent without TLS. */
  tls?: {
    serverNameOverride?: string
    serverRootCACertificate?: Buffer
    clientCertPair?: { crt: Buffer; key: Buffer }
  }
}

export function temporal(fields: z.output<typeof temporalFields>): TemporalConfig {
  const {
    TEMPORAL_API_KEY: apiKey,
    TEMPORAL_TLS_SERVER_NAME: serverName,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority,
    TEMPORAL_TLS_CLIENT_CERT_PATH: certificate,
    TEMPORAL_TLS_CLIENT_KEY_PATH: key,
  } = fields
  const encrypted = fields.TEMPORAL_TLS || apiKey !== undefined || certificate !== undefined
  const tls = {
    ...(serverName === undefined ? {} : { serverNameOverride: serverName }),
    ...(authority === undefined ? {} : { serverRootCACertificate: readFileSync(authority) }),
    ...(certificate === undefined || key === undefined
      ? {}
      : { clientCertPair: { crt: readFileSync(certificate), key: readFileSync(key) } }),
  }
  return {
    address: fields.TEMPORAL_ADDRESS,
    namespace: fields.TEMPORAL_NAMESPACE,
    taskQueue: fields.TEMPORAL_TASK_QUEUE,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(encrypted ? { tls } : {}),
  }
}

const PAIR = ['TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH'] as const

/** A client certificate is of no use without its key, nor a key without its certificate. */
export function missingTemporalFields(env: Record<string, string | undefined>): FieldError[] {
  const missing = PAIR.filter((name) => env[name] === undefined)
  const [field] = missing
  if (missing.length !== 1 || field === undefined) return []
  return [{ field, message: 'must be set together with the other half of the client certificate' }]
}
