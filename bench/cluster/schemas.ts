import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** By the schema that the tool carries in itself for it. */
const DATABASES = { temporal: 'temporal', visibility: 'temporal_visibility' } as const

/** Makes the two databases of a Temporal server in a PostgreSQL, with their schemas. */
export async function makeSchemas(sqlTool: string, postgresUrl: string): Promise<void> {
  const { hostname, port, username, password } = new URL(postgresUrl)
  for (const [schema, database] of Object.entries(DATABASES)) {
    const connection = [
      ...['--plugin', 'postgres12', '--endpoint', hostname, '--port', port],
      ...['--user', username, '--database', database],
    ]
    const tool = (...args: string[]) =>
      run(sqlTool, [...connection, ...args], {
        env: { ...process.env, SQL_PASSWORD: password },
      })
    await tool('create-database')
    await tool('setup-schema', '--version', '0.0')
    await tool('update-schema', '--schema-name', `postgresql/v12/${schema}`)
  }
}
