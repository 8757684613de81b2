import { setTimeout as sleep } from 'node:timers/promises'

import { AppError, errorMessage } from '../platform/errors'

const TIMEOUT_MS = 60_000

/** Waits until the API says that all it needs is there, or until a part is given up. */
export async function waitUntilReady(url: string, gaveUp: Promise<AppError>): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  let givenUp: AppError | undefined
  void gaveUp.then((reason) => {
    givenUp = reason
  })
  for (let answer = ''; ;) {
    if (givenUp !== undefined) throw givenUp
    if (Date.now() > deadline) {
      throw new AppError('NOT_READY', `${url}/readyz is not ready after a minute: ${answer}`)
    }
    try {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })
      if (response.ok) return
      answer = await response.text()
    } catch (error) {
      answer = errorMessage(error)
    }
    await sleep(100)
  }
}
