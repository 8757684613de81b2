const VARIABLE = 'LOANSAGA_TEST_SLOWNESS'

/**
 * A limit that is a last resort: nobody waits for it to pass. Given what is ample on an idle
 * machine, gives what is as ample on this one as it was found at the start of the run.
 */
export function patience(ms: number): number {
  return Math.round(ms * slowness())
}

/** How many times longer things take than on an idle machine, 1 until it has been measured. */
export function slowness(): number {
  return Number(process.env[VARIABLE] ?? 1)
}

/** For the test files too, which run in processes of their own. */
export function publishSlowness(times: number): void {
  process.env[VARIABLE] = String(times)
}
