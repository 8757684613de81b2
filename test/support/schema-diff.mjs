// Prints, as SQL, what separates the database at DATABASE_URL from the Prisma schema whose file is
// given; nothing when they agree. Apart from Jest since the engine is an ES module with WebAssembly.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'

const { Pool } = pg
const CHAR = 18
const TEXT = 25

const require = createRequire(import.meta.url)
const ofAdapter = createRequire(require.resolve('@prisma/adapter-pg'))
const { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } = ofAdapter(
  '@prisma/driver-adapter-utils',
)
const glue = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')

// The engine reports a panic to whoever runs it.
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) }

async function loadEngine() {
  const engine = await import(glue)
  const bytes = readFileSync(join(dirname(glue), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return engine.SchemaEngine
}

/** PostgreSQL's one-byte type "char" as text, since the adapter knows nothing of it. */
class PoolWithoutChar extends Pool {
  async query(...query) {
    const result = await super.query(...query)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    }
    return result
  }
}

/** The engine insists on one character for this one column. */
function withConstraintType(adapter) {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const column = result.columnNames.indexOf('constraint_type')
    if (column >= 0) result.columnTypes[column] = ColumnTypeEnum.Character
    return result
  }
  return adapter
}

async function main() {
  const files = [{ path: 'schema.prisma', content: readFileSync(process.argv[2], 'utf8') }]
  const factory = new PrismaPg(new PoolWithoutChar({ connectionString: process.env.DATABASE_URL }))
  const connect = factory.connect.bind(factory)
  factory.connect = async () => withConstraintType(await connect())
  const SchemaEngine = await loadEngine()
  const engine = await SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  const { stdout, exitCode } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: dirname(process.argv[2]) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  })
  if (exitCode !== 0) console.log(stdout)
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
