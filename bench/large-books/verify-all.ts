import type { Database } from '../../src/platform/database'
import { verifyBooks } from '../../src/verify/verify-books'

export interface VerifiedAll {
  loans: number
  events: number
  lines: number
  seconds: number
  /** The memory of this process before, and the most at any moment, bytes. */
  residentBefore: number
  residentAtMost: number
}

/** Proves every loan of a book; throws where anything differs. */
export async function verifyAll(database: Database): Promise<VerifiedAll> {
  const residentBefore = process.memoryUsage.rss()
  let residentAtMost = residentBefore
  const started = performance.now()
  const report = await verifyBooks(database, {
    onProgress: () => (residentAtMost = Math.max(residentAtMost, process.memoryUsage.rss())),
  })
  if (!report.proven) {
    throw new Error(JSON.stringify(report.differences.items.slice(0, 10), null, 2))
  }
  const { loans, events, lines } = report
  const seconds = (performance.now() - started) / 1_000
  return { loans, events, lines, seconds, residentBefore, residentAtMost }
}
