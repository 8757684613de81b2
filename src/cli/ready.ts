import { AppError, errorMessage } from '../platform/errors'
import { keepTrying } from '../platform/keep-trying'

const ANSWER_MS = 5_000

export interface ReadyOptions {
  /** Resolves with the reason when a part is given up. */
  gaveUp: Promise<AppError>
  announce(text: string): void
}

/** Waits until the API says that all it needs is there, or until a part is given up. */
export async function waitUntilReady(
  url: string,
  { gaveUp, announce }: ReadyOptions,
): Promise<void> {
  let givenUp: AppError | undefined
  void gaveUp.then((reason) => {
    givenUp = reason
  })
  try {
    await keepTrying({
      attempt: () => askReadiness(url),
      isVain: () => givenUp !== undefined,
      stillTrying: (why) => announce(`${url}/readyz is not ready yet: ${why}`),
    })
  } catch (error) {
    throw (
      givenUp ??
      new AppError('NOT_READY', `${url}/readyz does not become ready: ${errorMessage(error)}`)
    )
  }
}

async function askReadiness(url: string): Promise<void> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) })
  if (!response.ok) throw new Error(await response.text())
}
