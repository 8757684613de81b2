import type { TemporalConfig } from '../platform/config'
import { createLogger } from '../platform/logger'
import { connectTemporal } from '../temporal/client'
import type { TemporalClient } from '../temporal/client'
import { installTemporalRuntime } from '../temporal/runtime'

/** Keeps the SDK's own words out of a command's output, and Ctrl-C with the command. */
export function quietTemporal(): void {
  const write = (line: string): void => void process.stderr.write(line)
  installTemporalRuntime(createLogger({ level: 'fatal', format: 'json' }, 'sdk', { write }))
}

export function connectQuietly(config: TemporalConfig): Promise<TemporalClient> {
  quietTemporal()
  return connectTemporal(config)
}
