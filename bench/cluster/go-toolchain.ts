import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where Go's own installer puts it, which is often on no PATH. */
const USUAL_PLACE = '/usr/local/go/bin/go'

/** The command that runs Go: on the PATH or in its usual place; undefined where there is none. */
export async function findGo(): Promise<string | undefined> {
  for (const command of ['go', USUAL_PLACE]) {
    const isThere = await run(command, ['version']).then(
      () => true,
      () => false,
    )
    if (isThere) return command
  }
  return undefined
}
