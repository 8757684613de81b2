import type { Logger } from '../platform/logger'

export interface Service {
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>
  /** Rejects when the service has failed by itself. */
  done?: Promise<void>
}

const DRAIN_MS = 38_000

/**
 * Runs a service until SIGTERM, SIGINT or, where `up` has started it, the end of `up`. A second
 * signal ends it at once.
 */
export async function runService(logger: Logger, start: () => Promise<Service>): Promise<void> {
  const asked = stopRequest()
  try {
    const service = await Promise.race([start(), asked.then(() => null)])
    // Asked before it had begun: there is nothing to finish.
    if (service === null) leave()
    const why = await Promise.race([asked, (service.done ?? asked).then(() => 'done')])
    logger.info({ why }, 'stopping')
    setTimeout(() => {
      logger.error('not everything was finished in time')
      process.exit(1)
    }, DRAIN_MS).unref()
    await service.stop()
    leave()
  } catch (error) {
    logger.fatal({ err: error }, 'ended by an error')
    logger.flush()
    process.exitCode = 1
    setTimeout(() => process.exit(1), 1_000).unref()
  }
}

function stopRequest(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false
    const ask = (why: string): void => {
      if (asked) process.exit(130)
      asked = true
      resolve(why)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
    process.on('disconnect', () => resolve('parent ended'))
  })
}

function leave(): never {
  process.exit(0)
}
