import { Session } from 'node:inspector/promises'
import { join } from 'node:path'

import { projectRoot } from '../../src/platform/project-root'

const SOURCES = join(projectRoot, 'src/')

/**
 * How often each function of the product is called while something runs, counted by V8: the
 * same on a busy machine as on an idle one. Nothing else may run in this process meanwhile.
 *
 * @returns counts by file, function and place in its file; what is not called is left out
 */
export async function callsOf(run: () => Promise<unknown>): Promise<Map<string, number>> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    await run()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    const counts = result
      .filter(({ url }) => url.includes(SOURCES))
      .flatMap(({ url, functions }) =>
        functions.map(({ functionName, ranges: [range] }): [string, number] => [
          `${url.slice(url.indexOf(SOURCES) + SOURCES.length)} ${functionName} ${range?.startOffset}`,
          range?.count ?? 0,
        ]),
      )
    return new Map(counts.filter(([, count]) => count > 0))
  } finally {
    session.disconnect()
  }
}
