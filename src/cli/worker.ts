import type { Command } from 'commander'

import { loadWorkerConfig } from '../platform/config'
import { createLogger } from '../platform/logger'
import { runService } from './service'

export function registerWorker(program: Command): void {
  program
    .command('worker')
    .description('run the loans, against DATABASE_URL and TEMPORAL_ADDRESS')
    .action(async () => {
      const config = loadWorkerConfig()
      const logger = createLogger(config.log, 'worker')
      // Loaded here, for the other commands to start fast.
      const { startWorker } = await import('../processes/worker-process.js')
      await runService(logger, () => startWorker(config, logger))
    })
}
