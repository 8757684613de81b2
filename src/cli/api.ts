import type { Command } from 'commander'

import { loadApiConfig } from '../platform/config'
import { createLogger } from '../platform/logger'
import { runService } from './service'

export function registerApi(program: Command): void {
  program
    .command('api')
    .description('serve the API, against DATABASE_URL and TEMPORAL_ADDRESS')
    .action(async () => {
      const config = loadApiConfig()
      const logger = createLogger(config.log, 'api')
      // Loaded here, for the other commands to start fast.
      const { startApi } = await import('../processes/api-process.js')
      await runService(logger, () => startApi(config, logger))
    })
}
