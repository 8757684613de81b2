/** Ctrl-C, or being asked to end. */
export interface Interruption {
  signal: AbortSignal
  /** Never resolves; rejects when it comes. */
  comes: Promise<never>
}

export function awaitInterruption(): Interruption {
  const controller = new AbortController()
  const comes = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        controller.abort()
        reject(new Error(`ended by ${signal}`))
      })
    }
  })
  // It may come when nobody waits for it yet, or any more.
  comes.catch(() => undefined)
  return { signal: controller.signal, comes }
}
