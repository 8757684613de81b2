import {
  loadApiConfig,
  loadDatabaseConfig,
  loadMigrationConfig,
  loadWorkerConfig,
} from '../../src/platform/config'
import { AppError } from '../../src/platform/errors'

const DATABASE_URL = 'postgresql://user:secret@db.example:5432/loansaga'

describe('configuration', () => {
  it('has a sane default for everything but the database', () => {
    expect(loadApiConfig({ DATABASE_URL, LOG_FORMAT: 'json' })).toMatchObject({
      log: { level: 'info', format: 'json' },
      database: { url: DATABASE_URL, poolSize: 10 },
      temporal: { address: '127.0.0.1:7233', namespace: 'default', taskQueue: 'loansaga' },
      host: '127.0.0.1',
      port: 3000,
      metricsUpstreams: [],
      trustProxyHops: 0,
      requestLimits: { ofKeyPairs: 3000, ofApiKeys: 0 },
      identity: { environment: 'sandbox' },
    })
  })

  it('reads every variable of its part', () => {
    const config = loadWorkerConfig({
      DATABASE_URL,
      DATABASE_POOL_SIZE: '25',
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      TEMPORAL_NAMESPACE: 'loans',
      TEMPORAL_TASK_QUEUE: 'queue',
      TEMPORAL_API_KEY: 'key',
      WORKER_METRICS_PORT: '9464',
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'pretty',
    })
    expect(config).toMatchObject({
      log: { level: 'warn', format: 'pretty' },
      database: { poolSize: 25 },
      temporal: {
        address: 'temporal.example:7233',
        namespace: 'loans',
        taskQueue: 'queue',
        apiKey: 'key',
        tls: {},
      },
      metricsPort: 9464,
    })
  })

  it('names every mistake at once', () => {
    const mistakes = fieldsOf(() =>
      loadApiConfig({
        PORT: '70000',
        DATABASE_POOL_SIZE: 'many',
        TEMPORAL_ADDRESS: 'nowhere',
        TEMPORAL_TLS_CLIENT_KEY_PATH: __filename,
        METRICS_UPSTREAMS: 'http://127.0.0.1:1/metrics,ftp://x',
        LOG_LEVEL: 'loud',
      }),
    )
    expect(mistakes.sort()).toEqual([
      'DATABASE_POOL_SIZE',
      'DATABASE_URL',
      'LOG_LEVEL',
      'METRICS_UPSTREAMS',
      'PORT',
      'TEMPORAL_ADDRESS',
      'TEMPORAL_TLS_CLIENT_CERT_PATH',
    ])
  })

  it('does not ask a command for what only another one needs', () => {
    const env = { DATABASE_URL, PORT: 'x', TEMPORAL_ADDRESS: 'x' }
    expect(loadDatabaseConfig(env).database.url).toBe(DATABASE_URL)
    expect(fieldsOf(() => loadWorkerConfig(env))).toEqual(['TEMPORAL_ADDRESS'])
  })

  it('knows who owns the tables, else it is who asks', () => {
    const owner = 'postgresql://owner:secret@db/loansaga'
    const separate = loadMigrationConfig({ DATABASE_URL, DATABASE_OWNER_URL: owner })
    expect(separate).toEqual({ url: DATABASE_URL, ownerUrl: owner })
    expect(loadMigrationConfig({ DATABASE_URL }).ownerUrl).toBe(DATABASE_URL)
    const wrong = () => loadMigrationConfig({ DATABASE_URL, DATABASE_OWNER_URL: 'mysql://x' })
    expect(fieldsOf(wrong)).toEqual(['DATABASE_OWNER_URL'])
  })

  it('takes an empty variable as one that is not set', () => {
    expect(loadApiConfig({ DATABASE_URL, PORT: '' }).port).toBe(3000)
    expect(fieldsOf(() => loadDatabaseConfig({ DATABASE_URL: '' }))).toEqual(['DATABASE_URL'])
  })

  it('keeps the password of a mistaken URL to itself', () => {
    const error = errorOf(() => loadDatabaseConfig({ DATABASE_URL: 'mysql://user:hunter2@db/x' }))
    expect(error.message).toContain('DATABASE_URL must be a URL like postgresql://')
    expect(error.message).not.toContain('hunter2')
  })
})

function errorOf(load: () => unknown): AppError {
  try {
    load()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the configuration was accepted')
}

function fieldsOf(load: () => unknown): string[] {
  return errorOf(load).fields.map(({ field }) => field)
}
