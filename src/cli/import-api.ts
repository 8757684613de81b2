import { credentialsFor } from './database-option'
import type { DatabaseOption } from './database-option'

export interface ApiOption extends DatabaseOption {
  url?: string
  key?: string
}

/** Where to push to: the options, else the environment, else the data directory. */
export function apiOf(options: ApiOption): { url: string; apiKey: string } {
  const url = options.url ?? nonEmpty(process.env['LOANSAGA_URL'])
  const apiKey = options.key ?? nonEmpty(process.env['LOANSAGA_API_KEY'])
  if (options.dataDir === undefined && url !== undefined && apiKey !== undefined) {
    return { url: withoutSlash(url), apiKey }
  }
  const credentials = credentialsFor(options, 'LOANSAGA_URL', {})
  return {
    url: withoutSlash(options.url ?? credentials?.url ?? ''),
    apiKey: options.key ?? credentials?.apiKey ?? '',
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
