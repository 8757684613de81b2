import type { Command } from 'commander'

import { startApi } from '../api/server'
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
      await runService(logger, () => startApi(config, logger))
    })
}
