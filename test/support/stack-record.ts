import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export { identify, isRunning } from '../../src/platform/embedded/process-identity'
import type { ProcessIdentity } from '../../src/platform/embedded/process-identity'

export type { ProcessIdentity }

export const PARTS = ['worker', 'api', 'temporal', 'postgres'] as const

export type Part = (typeof PARTS)[number]

/** What `up` writes down: itself, and each of its children as it is now. */
export interface Lock extends ProcessIdentity {
  children: Partial<Record<Part, ProcessIdentity>>
}

export function readLock(folder: string): Lock {
  return JSON.parse(readFileSync(join(folder, 'up.lock'), 'utf8')) as Lock
}
