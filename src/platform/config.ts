import { z } from 'zod'

import type { LoanOptions } from '../contract/loan-input'
import {
  accounting,
  accountingFields,
  accountingExtensionsField,
  accountingGatewayField,
  missingAccountingFields,
} from './config-accounting'
import type { AccountingConfig, AccountingExtension } from './config-accounting'
import { due, dueFields } from './config-due'
import type { DueConfig } from './config-due'
import { httpUrl, httpUrls, integer, optionalInteger, postgresUrl } from './config-fields'
import { missingTemporalFields, temporal, temporalFields } from './config-temporal'
import type { TemporalConfig } from './config-temporal'
import { AppError } from './errors'
import type { LogOptions } from './logger'

export type { TemporalConfig } from './config-temporal'

type Environment = Record<string, string | undefined>

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const ENVIRONMENTS = ['sandbox', 'production'] as const

const logFields = z.object({
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty'], 'must be json or pretty').optional(),
})

const databaseFields = z.object({
  DATABASE_URL: postgresUrl,
  DATABASE_POOL_SIZE: integer(10, 1, 500),
})

const ownerFields = z.object({
  DATABASE_OWNER_URL: postgresUrl.optional(),
})

const listenFields = z.object({
  HOST: z.string().default('127.0.0.1'),
})

const apiFields = z.object({
  PORT: integer(3000, 0, 65_535),
  METRICS_UPSTREAMS: httpUrls,
  TEMPORAL_UI_URL: httpUrl.optional(),
  TRUST_PROXY_HOPS: integer(0, 0, 10),
  REFUSED_PER_HOUR: integer(10_000, 0, 1_000_000),
  REQUESTS_PER_MINUTE: integer(3_000, 0, 1_000_000),
  PUSHES_PER_MINUTE: integer(0, 0, 1_000_000),
})

const identityFields = z.object({
  ENVIRONMENT: z.enum(ENVIRONMENTS, `must be ${ENVIRONMENTS.join(' or ')}`).default('sandbox'),
  SIGNING_KEY_SECRET: z
    .string()
    // The value is not repeated: it is a secret.
    .min(32, 'must have at least 32 characters, taken at random')
    .optional(),
})

const workerFields = z.object({
  WORKER_METRICS_PORT: optionalInteger(1, 65_535),
})

/** Asked by both processes: the API starts loans' workflows, and so does the worker's relay. */
const workflowFields = z.object({
  WORKFLOW_QUIET_DAYS: integer(30, 1, 3_650),
  CONTINUE_AS_NEW_EVENTS: integer(400, 20, 10_000),
  LOAN_TIMERS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  ...accountingGatewayField,
})

const MS_PER_DAY = 86_400_000

export interface DatabaseConfig {
  url: string
  poolSize: number
}

export interface MigrationConfig {
  /** As whom the application connects. */
  url: string
  ownerUrl: string
}

export interface DatabaseOnlyConfig {
  log: LogOptions
  database: DatabaseConfig
}

export interface IdentityConfig {
  /** Said in every token; one of the other environment is refused. */
  environment: (typeof ENVIRONMENTS)[number]
  /** Seals the keys that sign tokens; without it they lie in the database as they are. */
  signingKeySecret?: string
}

/** How many requests a key may send within a minute; 0 for any number. */
export interface RequestLimits {
  /** Of a key pair, over all the doors that ask for a token. */
  ofKeyPairs: number
  /** Of an API key, at the push door. */
  ofApiKeys: number
}

export interface ApiConfig extends DatabaseOnlyConfig {
  temporal: TemporalConfig
  loanOptions: LoanOptions
  /** What the Accounting takes beyond the push contract, where it is another one. */
  accountingExtensions: readonly AccountingExtension[]
  host: string
  /** 0 takes a free one. */
  port: number
  /** Pages of metrics that `/metrics` appends to its own. */
  metricsUpstreams: string[]
  /** Temporal's own pages, to which the console leads engineers; nowhere when absent. */
  temporalUiUrl?: string
  /** How many proxies of our own stand before the API: whose X-Forwarded-For is believed. */
  trustProxyHops: number
  /** Refused requests of a business that are kept within an hour. */
  refusedPerHour: number
  requestLimits: RequestLimits
  identity: IdentityConfig
}

export interface WorkerConfig extends DatabaseOnlyConfig {
  temporal: TemporalConfig
  loanOptions: LoanOptions
  accounting: AccountingConfig
  due: DueConfig
  host: string
  /** Where the worker serves its metrics; nowhere when absent. */
  metricsPort?: number
}

/** What `verify`, `business` and `keys` need. */
export function loadDatabaseConfig(env: Environment = process.env): DatabaseOnlyConfig {
  const fields = read(env, logFields.extend(databaseFields.shape))
  return { log: log(fields), database: database(fields) }
}

/** What `migrate` needs: who owns the tables, and who the application is. */
export function loadMigrationConfig(env: Environment = process.env): MigrationConfig {
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl } = read(
    env,
    databaseFields.extend(ownerFields.shape),
  )
  return { url, ownerUrl: ownerUrl ?? url }
}

export function loadApiConfig(env: Environment = process.env): ApiConfig {
  const fields = read(
    env,
    logFields.extend({
      ...databaseFields.shape,
      ...temporalFields.shape,
      ...workflowFields.shape,
      ...listenFields.shape,
      ...apiFields.shape,
      ...accountingExtensionsField,
      ...identityFields.shape,
    }),
  )
  return {
    log: log(fields),
    database: database(fields),
    temporal: temporal(fields),
    loanOptions: loanOptions(fields),
    accountingExtensions: fields.ACCOUNTING_EXTENSIONS,
    host: fields.HOST,
    port: fields.PORT,
    metricsUpstreams: fields.METRICS_UPSTREAMS,
    ...(fields.TEMPORAL_UI_URL === undefined ? {} : { temporalUiUrl: fields.TEMPORAL_UI_URL }),
    trustProxyHops: fields.TRUST_PROXY_HOPS,
    refusedPerHour: fields.REFUSED_PER_HOUR,
    requestLimits: {
      ofKeyPairs: fields.REQUESTS_PER_MINUTE,
      ofApiKeys: fields.PUSHES_PER_MINUTE,
    },
    identity: identity(fields),
  }
}

/** What `keys` needs to make a key that the API can read. */
export function loadIdentityConfig(env: Environment = process.env): IdentityConfig {
  return identity(read(env, identityFields))
}

function identity(fields: z.output<typeof identityFields>): IdentityConfig {
  const { ENVIRONMENT: environment, SIGNING_KEY_SECRET: signingKeySecret } = fields
  return { environment, ...(signingKeySecret === undefined ? {} : { signingKeySecret }) }
}

export function loadWorkerConfig(env: Environment = process.env): WorkerConfig {
  const fields = read(
    env,
    logFields.extend({
      ...databaseFields.shape,
      ...temporalFields.shape,
      ...workflowFields.shape,
      ...listenFields.shape,
      ...workerFields.shape,
      ...accountingFields.shape,
      ...dueFields.shape,
    }),
  )
  return {
    log: log(fields),
    database: database(fields),
    temporal: temporal(fields),
    loanOptions: loanOptions(fields),
    accounting: accounting(fields),
    due: due(fields),
    host: fields.HOST,
    ...(fields.WORKER_METRICS_PORT === undefined
      ? {}
      : { metricsPort: fields.WORKER_METRICS_PORT }),
  }
}

/** What `replay` needs. */
/** Whether the books are another deployment's, of whose journal no report is made here. */
export function areBooksElsewhere(env: Environment = process.env): boolean {
  return read(env, z.object(accountingGatewayField)).ACCOUNTING_GATEWAY === 'http'
}

export function loadTemporalConfig(env: Environment = process.env): TemporalConfig {
  return temporal(read(env, temporalFields))
}

/** Every mistake in one error. An empty variable counts as one that is not set. */
function read<Schema extends z.ZodObject>(env: Environment, schema: Schema): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(set)
  const mistakes = [
    ...(result.error?.issues ?? []).map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message,
    })),
    ...('TEMPORAL_TLS' in schema.shape ? missingTemporalFields(set) : []),
    ...('ACCOUNTING_URL' in schema.shape ? missingAccountingFields(set) : []),
  ]
  if (result.success && mistakes.length === 0) return result.data
  throw new AppError(
    'CONFIGURATION_INVALID',
    `The configuration is not usable:\n${mistakes.map(({ field, message }) => `  ${field} ${message}`).join('\n')}`,
    { fields: mistakes },
  )
}

function log(fields: z.output<typeof logFields>): LogOptions {
  return {
    level: fields.LOG_LEVEL,
    format: fields.LOG_FORMAT ?? (process.stdout.isTTY ? 'pretty' : 'json'),
  }
}

function loanOptions(fields: z.output<typeof workflowFields>): LoanOptions {
  return {
    continueAsNewEvents: fields.CONTINUE_AS_NEW_EVENTS,
    quietMs: fields.WORKFLOW_QUIET_DAYS * MS_PER_DAY,
    ...(fields.ACCOUNTING_GATEWAY === 'http' ? { accounting: 'http' } : { inOnePass: true }),
    ...(fields.LOAN_TIMERS === 'off' ? { timers: 'off' } : {}),
  }
}

function database(fields: z.output<typeof databaseFields>): DatabaseConfig {
  return { url: fields.DATABASE_URL, poolSize: fields.DATABASE_POOL_SIZE }
}
