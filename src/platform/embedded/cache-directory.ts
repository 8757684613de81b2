import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this user's downloads are kept between projects. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME'] ?? ''
  return join(base === '' ? join(homedir(), '.cache') : base, 'loansaga')
}
